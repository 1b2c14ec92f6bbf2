import { describe, expect, it } from 'vitest'
import { podEvicted } from '../../../../src/diagnosis/rules/pod/evicted.ts'
import { factsOfState, recordedNode, verdictOnState } from '../../../collectors/recorded-node.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { kubeletEvent, pressure } from '../pressure-facts.ts'
import { pod } from './pod-facts.ts'

describe('pod.evicted', () => {
  it('is found by recorded Events, although the pods ended Succeeded', async () => {
    const { facts } = await factsOfState('disk-pressure')
    expect(facts.filter((fact) => fact.kind === 'podOnNode' && fact.value.reason === 'Evicted')).toEqual([])
    const { target, now } = recordedNode('disk-pressure')
    const verdict = verdictOf(podEvicted, facts, { target, now })
    expect(verdict).toMatchObject({ status: 'True', severity: 'warning' })
    expect(textOf(verdict)).toContain('The node had condition: [DiskPressure]')
  })

  it('is found by the pods when the Events are gone', () => {
    const verdict = verdictOf(podEvicted, [pod('web-1', { phase: 'Failed', reason: 'Evicted', ready: false })])
    expect(verdict).toMatchObject({ status: 'True', severity: 'info' })
    expect(textOf(verdict)).toContain('without an Event that says why')
  })

  it('is found in the words of another version', () => {
    const message = 'The node was low on resource: ephemeral-storage. Container app was using 12Gi, request is 0'
    const verdict = verdictOf(podEvicted, [kubeletEvent('Evicted', message, 120, 'shop/web-1')])
    expect(verdict).toMatchObject({ status: 'True', severity: 'warning' })
  })

  it('is mere information when a pod broke its own limit', async () => {
    const verdict = await verdictOnState(podEvicted, 'faults')
    expect(verdict).toMatchObject({ status: 'True', severity: 'info' })
    expect(textOf(verdict)).toContain('broke their own limits')
    expect(textOf(verdict)).toContain('Usage of EmptyDir volume')
  })

  it('is mere information once the recorded shortage is over', async () => {
    const verdict = await verdictOnState(podEvicted, 'cordoned')
    expect(verdict).toMatchObject({ status: 'True', severity: 'info' })
    expect(textOf(verdict)).toContain('nothing is short any more')
  })

  it('tells from when to when, and of what, in the past tense', () => {
    const message = 'The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 3Gi. '
    const evicted = [720, 540].map((ago, index) => kubeletEvent('Evicted', message, ago, `shop/web-${index}`))
    const verdict = verdictOf(podEvicted, [...evicted, pressure('DiskPressure', 'False', 480)])
    expect(verdict).toMatchObject({
      severity: 'info',
      summary:
        'The kubelet evicted 2 pods from 11:48 to 11:51 UTC because node-3 was short of disk space; nothing is short any more',
    })
  })

  it('speaks of the present while the pressure lasts', () => {
    const message = 'The node was low on resource: memory. '
    const facts = [kubeletEvent('Evicted', message, 60, 'shop/web-1'), pressure('MemoryPressure')]
    expect(verdictOf(podEvicted, facts)).toMatchObject({
      severity: 'warning',
      summary: 'The kubelet evicts pods because node-3 is short of memory: 1 pod at 11:59 UTC',
    })
  })

  it('is over by the Events of the node when its conditions may not be read', () => {
    const evicted = kubeletEvent('Evicted', 'The node was low on resource: memory. ', 600, 'shop/web-1')
    const raised = kubeletEvent('NodeHasInsufficientMemory', 'status is now', 620)
    const ended = kubeletEvent('NodeHasSufficientMemory', 'status is now', 300)
    expect(verdictOf(podEvicted, [evicted, raised])).toMatchObject({ severity: 'warning' })
    expect(verdictOf(podEvicted, [evicted, raised, ended])).toMatchObject({ severity: 'info' })
  })

  it.each(['healthy', 'kcm-and-scheduler-exited-after-apiserver-restart'])(
    'is not seen in the state %s',
    async (state) => {
      expect((await verdictOnState(podEvicted, state)).status).toBe('False')
    },
  )

  it('is not a taint that moves pods away', () => {
    const event = kubeletEvent('TaintManagerEviction', 'Marking for deletion Pod shop/web-1', 60, 'shop/web-1')
    expect(verdictOf(podEvicted, [event, pod('web-1')]).status).toBe('False')
  })
})
