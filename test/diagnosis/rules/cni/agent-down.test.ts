import { describe, expect, it } from 'vitest'
import { podsCollector } from '../../../../src/collectors/pods.ts'
import { cniAgentDown } from '../../../../src/diagnosis/rules/cni/agent-down.ts'
import { podsProvider } from '../../../../src/facts/pods.ts'
import { recordedNode, verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom } from '../../../collectors/recorded-reader.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { agentPod, container, pod } from '../pod/pod-facts.ts'
import { identity, ready } from '../runtime/runtime-facts.ts'

const notReady = ready('False', 'container runtime network not ready: cni plugin not initialized')
const crashing = container({
  name: 'calico-node',
  ready: false,
  restarts: 9,
  state: 'waiting',
  reason: 'CrashLoopBackOff',
  lastReason: 'Error',
})

/** A recorded pod that crash-loops, as if a network agent's DaemonSet owned it. */
async function recordedAgent() {
  const { read } = recordedNode('faults')
  const { body } = await read.get('/api/v1/pods', { signal: new AbortController().signal })
  const list = JSON.parse(body)
  const crash = list.items.find((item: { metadata: { name: string } }) => item.metadata.name.startsWith('liveness'))
  crash.metadata.ownerReferences = [{ kind: 'DaemonSet', name: 'kube-flannel-ds', controller: true }]
  const path = '/api/v1/pods?fieldSelector=spec.nodeName%3Drig-node-1&limit=500&resourceVersion=0'
  return factsFrom(podsCollector, podsProvider, { [path]: { ...list, items: [crash] } })
}

describe('cni.agent-down', () => {
  it('is found by a recorded crash loop of the agent', async () => {
    const verdict = verdictOf(cniAgentDown, [notReady, identity(), ...(await recordedAgent())])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9, severity: 'critical' })
    expect(textOf(verdict)).toContain('CrashLoopBackOff')
  })

  it.each([
    'calico-node',
    'canal',
    'cilium',
    'weave-net',
    'aws-node',
    'kube-flannel-ds',
    'antrea-agent',
    'ovnkube-node',
  ])('knows the agent %s', (daemonSet) => {
    const facts = [notReady, identity(), agentPod(daemonSet, { containers: [crashing] })]
    expect(verdictOf(cniAgentDown, facts).status).toBe('True')
  })

  it('is a warning while the node is Ready, also when the agent runs but does not get ready', () => {
    const unready = container({ ready: false, startedAt: ago(600) })
    const verdict = verdictOf(cniAgentDown, [
      ready('True'),
      identity(),
      agentPod('calico-node', { containers: [unready] }),
    ])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.75, severity: 'warning' })
    expect(textOf(verdict)).toContain('runs but is not ready')
  })

  it.each(['healthy', 'cni-missing', 'faults'])('is not seen in the state %s', async (state) => {
    expect((await verdictOnState(cniAgentDown, state)).status).toBe('False')
  })

  it('does not call an agent fine beside a kubelet that misses its network', () => {
    expect(verdictOf(cniAgentDown, [notReady, identity(), agentPod('cilium')])).toEqual({ status: 'False' })
  })

  it('is not an agent that works, nor one that has just been restarted', () => {
    expect(verdictOf(cniAgentDown, [ready('True'), agentPod('cilium')])).toEqual({
      status: 'False',
      fine: 'The network agent runs: cilium',
    })
    const starting = container({ ready: false, startedAt: ago(20) })
    expect(verdictOf(cniAgentDown, [ready('True'), agentPod('cilium', { containers: [starting] })]).status).toBe(
      'False',
    )
  })

  it('is not another pod that crashes, not even of the same family', () => {
    const facts = [
      ready('True'),
      pod('web-1', { containers: [crashing] }),
      agentPod('cilium-envoy', { containers: [crashing] }),
    ]
    expect(verdictOf(cniAgentDown, facts).status).toBe('False')
  })

  it('is not judged by what a silent kubelet wrote last', () => {
    const facts = [ready('Unknown', ''), agentPod('calico-node', { containers: [crashing] })]
    expect(verdictOf(cniAgentDown, facts).status).toBe('False')
  })

  it('is mere information on a node that has just joined', () => {
    const facts = [notReady, identity('containerd://1.7.13', 100), agentPod('cilium', { containers: [crashing] })]
    expect(verdictOf(cniAgentDown, facts)).toMatchObject({ status: 'True', severity: 'info' })
  })
})
