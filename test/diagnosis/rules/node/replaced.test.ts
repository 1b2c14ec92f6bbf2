import { describe, expect, it } from 'vitest'
import { nodeReplaced } from '../../../../src/diagnosis/rules/node/replaced.ts'
import { recordedFacts } from '../../../collectors/recorded-facts.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { event, identity, lease, pod } from '../../node-facts.ts'

const earlier = '22222222-2222-4222-8222-222222222222'

describe('node.replaced', () => {
  it('is found after a recorded registration anew, as information', async () => {
    const facts = await recordedFacts('node-reregistered')
    const target = { kind: 'node', name: 'rig-node-1' } as const
    const verdict = verdictOf(nodeReplaced, facts, { target, now: Date.parse('2026-11-23T19:41:08Z') })
    expect(verdict).toMatchObject({ status: 'True', severity: 'info' })
    expect(textOf(verdict)).toContain('registered anew 6 s ago')
    expect(textOf(verdict)).toContain('db688a04-e5a8-4bdf-8967-c7abfd70a576')
  })

  it('is found by a Lease that belongs to the earlier Node', () => {
    expect(verdictOf(nodeReplaced, [identity(600), lease(5, earlier)])).toMatchObject({
      status: 'True',
      severity: 'info',
    })
  })

  it('is a warning when pods of the earlier node are stuck', () => {
    const stuck = pod('db-0', { createdAt: ago(90_000), deletedAt: ago(500) })
    const verdict = verdictOf(nodeReplaced, [identity(600), lease(5, earlier), stuck])
    expect(verdict).toMatchObject({ severity: 'warning' })
    expect(textOf(verdict)).toContain('1 pods of the earlier node are stuck Terminating')
  })

  it('leaves pods alone that are younger than the Node, or still within their grace period', () => {
    const pods = [pod('new', { createdAt: ago(500), deletedAt: ago(200) }), pod('old', { deletedAt: ago(-20) })]
    expect(verdictOf(nodeReplaced, [identity(600), lease(5, earlier), ...pods])).toMatchObject({ severity: 'info' })
  })

  it("is not found by the kubelet's Events, which carry the node's name as UID", () => {
    expect(verdictOf(nodeReplaced, [identity(600), event('NodeReady', 60)]).status).toBe('False')
  })

  it('does not take the UID of a pod for that of an earlier node', () => {
    const evicted = event('Evicted', 60, { object: 'Pod/shop/web', objectUid: earlier })
    expect(verdictOf(nodeReplaced, [identity(600), evicted]).status).toBe('False')
  })

  it('is not found on a recorded healthy node', async () => {
    expect(verdictOf(nodeReplaced, await recordedFacts('healthy')).status).toBe('False')
  })
})
