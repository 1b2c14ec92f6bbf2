import { describe, expect, it } from 'vitest'
import { podStuckTerminating } from '../../../../src/diagnosis/rules/pod/stuck-terminating.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { ready } from '../runtime/runtime-facts.ts'
import { pod } from './pod-facts.ts'

describe('pod.stuck-terminating', () => {
  it('is found on a recorded node whose kubelet is gone', async () => {
    const verdict = await verdictOnState(podStuckTerminating, 'kubelet-stopped-two-nodes')
    expect(verdict).toMatchObject({ status: 'True' })
    expect(textOf(verdict)).toMatch(/shop\/fast-evict-\S+ is Terminating, 21 s beyond its grace period of 2 s/)
  })

  it('is found on a Ready node that cannot kill a container', () => {
    const facts = [ready('True'), pod('db-0', { deletedAt: ago(1_800) }), pod('web-1', { deletedAt: ago(300) })]
    const verdict = verdictOf(podStuckTerminating, facts)
    expect(textOf(verdict)).toContain('2 pods should be gone and stay Terminating, the longest for 30 min')
  })

  it('is found with a phase of an old version', () => {
    const lost = pod('web-1', { phase: 'Unknown', reason: 'NodeLost', deletedAt: ago(3_000) })
    expect(verdictOf(podStuckTerminating, [ready('Unknown'), lost]).status).toBe('True')
  })

  it.each(['healthy', 'cordoned', 'disk-pressure'])('is not seen in the state %s', async (state) => {
    expect((await verdictOnState(podStuckTerminating, state)).status).toBe('False')
  })

  it('is not a pod that ends in its own time, as in a drain', () => {
    expect(verdictOf(podStuckTerminating, [ready('True'), pod('web-1', { deletedAt: ago(-25) })]).status).toBe('False')
    expect(verdictOf(podStuckTerminating, [ready('True'), pod('web-1', { deletedAt: ago(20) })]).status).toBe('False')
  })
})
