import { describe, expect, it } from 'vitest'
import { pendingPodsCollector } from '../../../../src/collectors/pending-pods.ts'
import { podPending } from '../../../../src/diagnosis/rules/pod/pending.ts'
import { pendingPodsProvider } from '../../../../src/facts/pending-pods.ts'
import { factsFrom, fixtureJson } from '../../../collectors/recorded-reader.ts'
import { pod } from '../../control-plane-facts.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'

const target = { kind: 'cluster' } as const
const path = '/api/v1/pods?fieldSelector=spec.nodeName%3D%2Cstatus.phase%3DPending&limit=100&resourceVersion=0'

describe('pod.pending', () => {
  it('says for what a pod waits (recorded)', async () => {
    const routes = { [path]: fixtureJson('control-plane/unschedulable-pods.json') }
    const facts = await factsFrom(pendingPodsCollector, pendingPodsProvider, routes, target)
    const verdict = verdictOf(podPending, facts, { target, now: Date.parse('2026-11-23T19:43:14Z') })
    expect(verdict).toMatchObject({ status: 'True', summary: 'One pod waits for a node' })
    expect(textOf(verdict)).toContain('is Pending for 5 min: 0/2 nodes are available')
  })

  it('counts pods, the longest waiting first', () => {
    const facts = [pod('shop', 'new', 90), pod('shop', 'old', 900)].map((value) => fact('podPending', value))
    const verdict = verdictOf(podPending, facts, { target })
    expect(verdict).toMatchObject({
      summary: '2 pods wait for a node',
      because: [{ text: expect.stringContaining('old') }, {}],
    })
    expect(textOf(verdict)).toContain('nobody says why')
  })

  it('is fine without any', () => {
    expect(verdictOf(podPending, [], { target })).toMatchObject({ fine: 'No pod waits for a node' })
  })

  it('does not mind pods that were made seconds ago', () => {
    expect(verdictOf(podPending, [fact('podPending', pod('shop', 'new', 20))], { target }).status).toBe('False')
  })
})
