import { describe, expect, it } from 'vitest'
import { nodeObjectDeleted } from '../../../../src/diagnosis/rules/node/object-deleted.ts'
import { recordedFacts } from '../../../collectors/recorded-facts.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'
import { event, lease, pod, ready } from '../../node-facts.ts'

const missing = fact('nodeMissing', { name: 'node-3', nearest: ['node-30'] })

describe('node.object-deleted', () => {
  it('is found after a recorded deletion, by its Event', async () => {
    const facts = await recordedFacts('node-deleted-kubelet-running')
    const target = { kind: 'node', name: 'rig-node-1' } as const
    const verdict = verdictOf(nodeObjectDeleted, facts, { target, now: Date.parse('2026-11-23T19:41:00Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
    expect(textOf(verdict)).toContain('Event of 36 s ago')
    expect(textOf(verdict)).toContain('Removing Node rig-node-1 from Controller')
  })

  it.each([
    ['a Lease that is still renewed', 0.95, lease(5)],
    ['pods that are still bound to it', 0.85, pod('web')],
    ['any Event about it', 0.8, event('NodeNotReady', 1200)],
  ])('is found by %s', (_, confidence, trace) => {
    expect(verdictOf(nodeObjectDeleted, [missing, trace])).toMatchObject({ status: 'True', confidence })
  })

  it('does not take a mistyped name for a deleted node', () => {
    expect(verdictOf(nodeObjectDeleted, [missing]).status).toBe('False')
    expect(verdictOf(nodeObjectDeleted, [missing, lease(4000)]).status).toBe('False')
  })

  it('is not found for a node that exists', () => {
    expect(verdictOf(nodeObjectDeleted, [ready('True'), event('RemovingNode', 60)]).status).toBe('False')
  })
})
