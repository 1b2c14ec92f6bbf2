import { describe, expect, it } from 'vitest'
import { runtimeDown } from '../../../../src/diagnosis/rules/runtime/down.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { ago, fact, textOf, verdictOf } from '../../facts-builder.ts'
import { identity, ready, silentStats } from './runtime-facts.ts'

const dockerGone =
  'RuntimeReady=false reason:DockerDaemonNotReady message:docker: failed to get docker version: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'

describe('runtime.down', () => {
  it('is found four minutes after containerd stopped', async () => {
    const verdict = await verdictOnState(runtimeDown, 'containerd-stopped-4m')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95, severity: 'critical' })
    expect(textOf(verdict)).toContain('containerd.sock: connect: connection refused')
    expect(textOf(verdict)).toContain('container runtime is down')
  })

  it('is found while the node is still Ready', async () => {
    const verdict = await verdictOnState(runtimeDown, 'containerd-stopped-25s')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95 })
    expect(textOf(verdict)).toContain('containerd://Unknown')
    expect(textOf(verdict)).toContain('will turn NotReady')
  })

  it('is found in the words of an older kubelet with Docker', () => {
    const verdict = verdictOf(runtimeDown, [ready('False', dockerGone), identity('docker://19.3.5')])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95 })
  })

  it('is found in a recent Event of the kubelet when statistics could not be read', () => {
    const message =
      'rpc error: code = Unavailable desc = dial unix /run/crio/crio.sock: connect: no such file or directory'
    const event = nodeEvent('ContainerGCFailed', message, 60)
    expect(verdictOf(runtimeDown, [ready('True'), identity('cri-o://1.29.1'), event])).toMatchObject({
      status: 'True',
      confidence: 0.8,
    })
  })

  it('cannot tell stopped from hung by the condition alone', () => {
    const verdict = verdictOf(runtimeDown, [ready('False', 'container runtime is down'), identity()])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.6 })
    expect(textOf(verdict)).toContain('stopped, or hung')
  })

  it('is not called fine when nobody could tell', async () => {
    expect(await verdictOnState(runtimeDown, 'kubelet-stopped-75s')).toEqual({ status: 'False', fine: undefined })
  })

  it('is not what happened before the node turned Ready again', async () => {
    const message = 'rpc error: dial unix /run/containerd/containerd.sock: connect: connection refused'
    const facts = [ready('True', '', 60), identity(), nodeEvent('ContainerGCFailed', message, 120)]
    expect(verdictOf(runtimeDown, facts).status).toBe('False')
  })

  it.each(['healthy', 'cordoned', 'cni-missing', 'disk-pressure'])('is not seen on a %s node', async (state) => {
    expect(await verdictOnState(runtimeDown, state)).toMatchObject({ status: 'False', fine: expect.any(String) })
  })

  it('is not an Event of an earlier stop, when the runtime answers again', async () => {
    expect((await verdictOnState(runtimeDown, 'cni-plugin-binary-missing')).status).toBe('False')
    const message = 'rpc error: dial unix /run/containerd/containerd.sock: connect: connection refused'
    const filesystem = { availableBytes: 5, capacityBytes: 10 }
    const facts = [ready('True'), identity(), nodeEvent('ContainerGCFailed', message, 120)]
    expect(verdictOf(runtimeDown, [...facts, fact('kubeletStats', { imageFs: filesystem })]).status).toBe('False')
    expect(verdictOf(runtimeDown, facts).status).toBe('True')
  })

  it('is not a runtime that hangs', async () => {
    expect((await verdictOnState(runtimeDown, 'containerd-hung-4m')).status).toBe('False')
    expect(verdictOf(runtimeDown, [ready('False', 'container runtime is down'), silentStats()]).status).toBe('False')
  })

  it('is not a network that is not ready, nor a CRI plugin that is off', () => {
    const network = 'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady'
    expect(verdictOf(runtimeDown, [ready('False', network), identity()]).status).toBe('False')
    const plugin =
      'container runtime is down: rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService'
    expect(verdictOf(runtimeDown, [ready('False', plugin), identity()]).status).toBe('False')
  })

  it('is not a kubelet that has just started', () => {
    const message = 'container runtime status check may not have completed yet'
    expect(verdictOf(runtimeDown, [ready('False', message), identity()]).status).toBe('False')
  })

  it('is a weak guess once the kubelet is silent', () => {
    const verdict = verdictOf(runtimeDown, [
      ready('Unknown', 'Kubelet stopped posting node status.'),
      identity('containerd://Unknown'),
    ])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.5 })
    expect(textOf(verdict)).toContain('as old as its last report')
  })
})

function nodeEvent(reason: string, message: string, secondsAgo: number) {
  const at = ago(secondsAgo)
  const about = { reporter: 'kubelet', object: 'Node/node-3', objectUid: 'node-3', count: 3, firstAt: at, lastAt: at }
  return fact('event', { type: 'Warning', reason, message, ...about })
}
