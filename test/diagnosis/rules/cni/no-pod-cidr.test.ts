import { describe, expect, it } from 'vitest'
import { cniNoPodCidr } from '../../../../src/diagnosis/rules/cni/no-pod-cidr.ts'
import { factsOfState, recordedNode, verdictOnState } from '../../../collectors/recorded-node.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { agentPod, container } from '../pod/pod-facts.ts'
import { kubeletEvent } from '../pressure-facts.ts'
import { identity, ready } from '../runtime/runtime-facts.ts'

const known = identity()
const bare = identity('containerd://1.7.13', 864_000, '')
const crashing = [
  container({ name: 'kube-flannel', ready: false, restarts: 5, state: 'waiting', reason: 'CrashLoopBackOff' }),
]

describe('cni.no-pod-cidr', () => {
  it('is found on a recorded Node without a range whose agent waits for one', async () => {
    const { target, now } = recordedNode('healthy')
    const { facts } = await factsOfState('healthy')
    expect(verdictOf(cniNoPodCidr, facts, { target, now }).status).toBe('False')
    const agent = agentPod('kube-flannel-ds', { containers: crashing })
    const verdict = verdictOf(cniNoPodCidr, [...facts, agent], { target, now })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.6 })
  })

  it('is found in the Event of the controller', () => {
    const event = kubeletEvent('CIDRNotAvailable', 'Node node-3 status is now: CIDRNotAvailable')
    expect(verdictOf(cniNoPodCidr, [bare, event])).toMatchObject({ status: 'True', confidence: 0.9 })
  })

  it('is found in the condition of an older kubelet', () => {
    const message = 'Kubenet does not have netConfig. This is most likely due to lack of PodCIDR'
    const verdict = verdictOf(cniNoPodCidr, [bare, ready('False', message)])
    expect(textOf(verdict)).toContain('.spec.podCIDR is empty')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
  })

  it.each(['healthy', 'cordoned', 'cni-missing', 'disk-pressure'])(
    'is not an empty field by itself: %s',
    async (state) => {
      expect((await verdictOnState(cniNoPodCidr, state)).status).toBe('False')
    },
  )

  it('is not a network that manages its ranges itself', () => {
    expect(verdictOf(cniNoPodCidr, [bare, agentPod('cilium', { containers: crashing })]).status).toBe('False')
  })

  it('is not an agent that crashes on a Node with a range', () => {
    const verdict = verdictOf(cniNoPodCidr, [known, agentPod('kube-flannel-ds', { containers: crashing })])
    expect(verdict).toEqual({ status: 'False', fine: 'The node has its pod range 10.244.3.0/24' })
  })
})
