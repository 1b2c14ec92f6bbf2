import { describe, expect, it } from 'vitest'
import type { ConditionStatus } from '../../src/diagnosis/facts/node.ts'
import { type HeartbeatFacts, heartbeatOf, silenceLines } from '../../src/diagnosis/heartbeat.ts'
import { ago, fact, now } from './facts-builder.ts'

function lease(secondsAgo: number) {
  return fact('nodeLease', { holder: 'node-3', renewedAt: ago(secondsAgo), durationSeconds: 40, ownerUid: '' })
}

function ready(status: ConditionStatus, heartbeat?: number) {
  const heartbeatAt = heartbeat === undefined ? undefined : ago(heartbeat)
  return fact('nodeCondition', { type: 'Ready', status, reason: 'R', message: 'M', heartbeatAt })
}

function leader(secondsAgo: number) {
  const value = { name: 'kube-controller-manager', holder: 'cp-1', durationSeconds: 15 }
  return fact('leaderLease', { ...value, renewedAt: ago(secondsAgo) })
}

function heartbeat(facts: Partial<HeartbeatFacts>) {
  return heartbeatOf({ nodeCondition: [], nodeLease: [], leaderLease: [], ...facts }, now)
}

describe('heartbeatOf', () => {
  it('beats while the Lease runs, whatever Ready says', () => {
    expect(heartbeat({ nodeLease: [lease(40)], nodeCondition: [ready('Unknown')] }).state).toBe('beating')
  })

  it('counts from when the Lease was read, not from the end of a long diagnosis', () => {
    const value = { holder: 'node-3', renewedAt: ago(50), durationSeconds: 40, seenAt: ago(45), ownerUid: '' }
    expect(heartbeat({ nodeLease: [fact('nodeLease', value)] })).toMatchObject({ state: 'beating', silentMs: 5000 })
  })

  it('is silent when the Lease ran out', () => {
    expect(heartbeat({ nodeLease: [lease(41)], nodeCondition: [ready('Unknown')] })).toMatchObject({
      state: 'silent',
      silentMs: 41_000,
    })
  })

  it('does not call a node silent for an old heartbeat of its conditions', () => {
    expect(heartbeat({ nodeLease: [lease(8)], nodeCondition: [ready('True', 290)] }).state).toBe('beating')
  })

  it('goes by Ready=Unknown when the Lease could not be read', () => {
    expect(heartbeat({ nodeCondition: [ready('Unknown', 90)] })).toMatchObject({ state: 'silent', silentMs: 90_000 })
    expect(heartbeat({ nodeCondition: [ready('True', 290)] }).state).toBe('unknown')
    expect(heartbeat({}).state).toBe('unknown')
  })

  it('is silent when a stale Lease meets Ready=True and nobody who could mark it', () => {
    const facts = { nodeLease: [lease(300)], nodeCondition: [ready('True')] }
    expect(heartbeat(facts).state).toBe('silent')
    expect(heartbeat({ ...facts, leaderLease: [leader(200)] }).state).toBe('silent')
  })

  it('suspects the clock when a working controller-manager leaves the node Ready', () => {
    const facts = { nodeCondition: [ready('True')], leaderLease: [leader(2)] }
    expect(heartbeat({ ...facts, nodeLease: [lease(300)] }).state).toBe('clock-off')
    expect(heartbeat({ ...facts, nodeLease: [lease(50)] }).state).toBe('silent')
  })
})

describe('heartbeatOf with a Lease from the future', () => {
  it('trusts Ready, since the age of the Lease says nothing', () => {
    expect(heartbeat({ nodeLease: [lease(-3600)], nodeCondition: [ready('True')] }).state).toBe('clock-off')
    expect(heartbeat({ nodeLease: [lease(-3600)], nodeCondition: [ready('Unknown')] }).state).toBe('silent')
    expect(heartbeat({ nodeLease: [lease(-5)], nodeCondition: [ready('True')] }).state).toBe('beating')
  })
})

describe('silenceLines', () => {
  const texts = (facts: Partial<HeartbeatFacts>) => silenceLines(heartbeat(facts)).map(({ text }) => text)

  it('says that Ready is not marked yet, or that nobody is left to mark it', () => {
    expect(texts({ nodeLease: [lease(45)], nodeCondition: [ready('True')] })).toEqual([
      'The Lease was last renewed 45 s ago and lasts 40 s',
      'Ready still says True: the node controller waits 40 to 50 s before it marks a silent node',
    ])
    expect(texts({ nodeLease: [lease(120)], nodeCondition: [ready('True')] })[1]).toContain('nobody is left to mark')
  })

  it('tells Unknown from False', () => {
    expect(texts({ nodeCondition: [ready('Unknown')] })).toEqual(['Ready is Unknown (R): nobody writes it any more'])
    expect(texts({ nodeLease: [lease(90)], nodeCondition: [ready('False')] })[1]).toContain(
      'as the kubelet last said: M',
    )
  })
})
