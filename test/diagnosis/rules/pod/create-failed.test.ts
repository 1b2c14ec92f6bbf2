import { describe, expect, it } from 'vitest'
import { podCreateFailed } from '../../../../src/diagnosis/rules/pod/create-failed.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { kubeletEvent } from '../pressure-facts.ts'
import { identity, ready } from '../runtime/runtime-facts.ts'
import { container, pod } from './pod-facts.ts'

const creating = [container({ ready: false, state: 'waiting', reason: 'ContainerCreating' })]
const sandbox = kubeletEvent(
  'FailedCreatePodSandBox',
  'Failed create pod sandbox: rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod "web-1_shop" network',
  60,
  'shop/web-1',
)

describe('pod.create-failed', () => {
  it('is found on a recorded node without its CNI plugin', async () => {
    const verdict = await verdictOnState(podCreateFailed, 'cni-plugin-binary-missing')
    expect(verdict).toMatchObject({ status: 'True', severity: 'warning' })
    expect(textOf(verdict)).toContain('failed to find plugin "nosuch"')
  })

  it('is found in the words of an older version', () => {
    const verdict = verdictOf(podCreateFailed, [
      ready('True'),
      sandbox,
      pod('web-1', { phase: 'Pending', containers: creating }),
    ])
    expect(verdict).toMatchObject({ status: 'True', severity: 'warning' })
  })

  it('is found when a pod is being created for too long, without any Event', () => {
    const facts = [ready('True'), pod('web-1', { phase: 'Pending', containers: creating, createdAt: ago(900) })]
    expect(textOf(verdictOf(podCreateFailed, facts))).toContain('waits with ContainerCreating')
  })

  it('is mere information when one workload lacks its configuration', () => {
    const blocked = [
      container({
        ready: false,
        state: 'waiting',
        reason: 'CreateContainerConfigError',
        message: 'configmap "nope" not found',
      }),
    ]
    const verdict = verdictOf(podCreateFailed, [ready('True'), pod('web-1', { phase: 'Pending', containers: blocked })])
    expect(verdict).toMatchObject({ status: 'True', severity: 'info' })
    expect(textOf(verdict)).toContain('configmap "nope" not found')
  })

  it.each(['healthy', 'cordoned', 'memory-pressure', 'kubelet-stopped-75s'])(
    'is not seen in the state %s',
    async (state) => {
      expect((await verdictOnState(podCreateFailed, state)).status).toBe('False')
    },
  )

  it('is not a failure that was overcome', () => {
    expect(verdictOf(podCreateFailed, [ready('True'), sandbox, pod('web-1')]).status).toBe('False')
    const readinessOnly = pod('web-1', { containers: [container({ ready: false })] })
    expect(verdictOf(podCreateFailed, [ready('True'), sandbox, readinessOnly]).status).toBe('False')
  })

  it('is not an image that cannot be pulled', () => {
    const pulling = [container({ ready: false, state: 'waiting', reason: 'ImagePullBackOff' })]
    const facts = [ready('True'), pod('web-1', { phase: 'Pending', containers: pulling, createdAt: ago(900) })]
    expect(verdictOf(podCreateFailed, facts).status).toBe('False')
  })

  it('is nothing to worry about on a node that has just joined', () => {
    const facts = [
      ready('True'),
      identity('containerd://1.7.13', 50),
      sandbox,
      pod('web-1', { phase: 'Pending', containers: creating }),
    ]
    expect(verdictOf(podCreateFailed, facts)).toMatchObject({ severity: 'info' })
  })
})
