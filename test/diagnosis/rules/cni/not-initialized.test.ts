import { describe, expect, it } from 'vitest'
import { cniNotInitialized } from '../../../../src/diagnosis/rules/cni/not-initialized.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { agentPod, container } from '../pod/pod-facts.ts'
import { identity, ready } from '../runtime/runtime-facts.ts'

const recorded =
  'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'

describe('cni.not-initialized', () => {
  it('is found in a recorded Ready condition', async () => {
    const verdict = await verdictOnState(cniNotInitialized, 'cni-missing')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
    expect(textOf(verdict)).toContain('No pod of a network agent')
  })

  it.each([
    'runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
    'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: No CNI configuration file in /etc/kubernetes/cni/net.d/. Has your network provider started?',
    'Network plugin returns error: No networks found in /etc/cni/net.d',
  ])('is found in the words of other versions and runtimes: %s', (message) => {
    expect(verdictOf(cniNotInitialized, [ready('False', message), identity()]).status).toBe('True')
  })

  it('tells how the network agent on the node fares', () => {
    const broken = [container({ name: 'install-cni', ready: false, state: 'waiting', reason: 'CrashLoopBackOff' })]
    const facts = [ready('False', recorded), identity()]
    const down = verdictOf(cniNotInitialized, [...facts, agentPod('calico-node', { containers: broken })])
    expect(textOf(down)).toContain('calico-node-x7k2p is on the node and does not work')
    expect(textOf(verdictOf(cniNotInitialized, [...facts, agentPod('cilium')]))).toContain('is on the node and runs')
  })

  it.each(['healthy', 'cni-plugin-binary-missing', 'containerd-stopped-4m'])(
    'is not seen in the state %s',
    async (state) => {
      expect((await verdictOnState(cniNotInitialized, state)).status).toBe('False')
    },
  )

  it('is not a node that has just joined', () => {
    expect(verdictOf(cniNotInitialized, [ready('False', recorded), identity('containerd://1.7.13', 40)])).toEqual({
      status: 'False',
      fine: 'The node joined 40 s ago: that its network is not there yet is normal',
    })
  })

  it('is not a configuration that is rejected', () => {
    const message = `${recorded}: no valid networks found in /etc/cni/net.d`
    expect(verdictOf(cniNotInitialized, [ready('False', message), identity()]).status).toBe('False')
  })

  it('is only possible while the runtime is down', () => {
    const verdict = verdictOf(cniNotInitialized, [
      ready('False', `[container runtime is down, ${recorded}]`),
      identity(),
    ])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.35 })
  })
})
