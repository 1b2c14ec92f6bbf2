import { describe, expect, it } from 'vitest'
import { cniConfigInvalid } from '../../../../src/diagnosis/rules/cni/config-invalid.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { ago, fact, textOf, verdictOf } from '../../facts-builder.ts'
import { container, pod } from '../pod/pod-facts.ts'
import { kubeletEvent } from '../pressure-facts.ts'
import { identity, ready } from '../runtime/runtime-facts.ts'

const noPlugin = 'Failed to create pod sandbox: failed to find plugin "flannel" in path [/opt/cni/bin]'
const creating = [container({ ready: false, state: 'waiting', reason: 'ContainerCreating' })]

describe('cni.config-invalid', () => {
  it('is found by the Events of pods while the node is Ready', async () => {
    const verdict = await verdictOnState(cniConfigInvalid, 'cni-plugin-binary-missing')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
    expect(textOf(verdict)).toContain('names the plugin "nosuch", which is not installed')
  })

  it.each([
    'runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized: no valid networks found in /etc/cni/net.d',
    'NetworkPluginNotReady: Error validating CNI config list: plugin type="x" missing cniVersion',
    'Network plugin returns error: error parsing configuration list: invalid character',
  ])('is found in the Ready condition of other versions: %s', (message) => {
    const verdict = verdictOf(cniConfigInvalid, [ready('False', message), identity()])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9, severity: 'critical' })
    expect(textOf(verdict)).toContain('is rejected')
  })

  it('is found in the kubelet’s log while the condition names no reason', () => {
    const message = 'Unable to update cni config: no valid networks found in /etc/cni/net.d'
    const line = fact('logLine', { component: 'kubelet', at: ago(30), severity: 'warning', message })
    const notReady = ready('False', 'container runtime network not ready: cni plugin not initialized')
    expect(verdictOf(cniConfigInvalid, [notReady, identity(), line]).status).toBe('True')
    expect(verdictOf(cniConfigInvalid, [ready('True'), identity(), line]).status).toBe('False')
  })

  it.each(['healthy', 'cni-missing', 'faults'])('is not seen in the state %s', async (state) => {
    expect((await verdictOnState(cniConfigInvalid, state)).status).toBe('False')
  })

  it('is not a failure that was overcome', () => {
    const event = kubeletEvent('FailedCreatePodSandBox', noPlugin, 300, 'shop/web-1')
    const waiting = pod('web-1', { phase: 'Pending', containers: creating })
    expect(verdictOf(cniConfigInvalid, [ready('True'), identity(), event, waiting]).status).toBe('True')
    expect(verdictOf(cniConfigInvalid, [ready('True'), identity(), event, pod('web-1')]).status).toBe('False')
  })

  it('is mere information on a node whose agent is still installing', () => {
    const event = kubeletEvent('FailedCreatePodSandBox', noPlugin, 20, 'shop/web-1')
    const facts = [ready('True'), identity('containerd://1.7.13', 60), event]
    expect(verdictOf(cniConfigInvalid, facts)).toMatchObject({ status: 'True', severity: 'info' })
  })
})
