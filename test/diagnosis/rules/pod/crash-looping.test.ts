import { describe, expect, it } from 'vitest'
import { podCrashLooping } from '../../../../src/diagnosis/rules/pod/crash-looping.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { agentPod, container, pod } from './pod-facts.ts'

const waiting = container({
  ready: false,
  restarts: 7,
  state: 'waiting',
  reason: 'CrashLoopBackOff',
  lastReason: 'Error',
  lastExitCode: 2,
})

describe('pod.crash-looping', () => {
  it('is found in a recorded list, also between two pauses and in init containers', async () => {
    const verdict = await verdictOnState(podCrashLooping, 'faults')
    expect(verdict).toMatchObject({ status: 'True', severity: 'warning' })
    expect(textOf(verdict)).toContain('7 pods on the node restart')
  })

  it('is found while the container happens to run', () => {
    const running = container({ restarts: 4, lastReason: 'OOMKilled', lastExitCode: 1, lastFinishedAt: ago(90) })
    const verdict = verdictOf(podCrashLooping, [pod('web-1', { containers: [running] })])
    expect(verdict.status).toBe('True')
    expect(textOf(verdict)).toContain('shop/web-1: container app restarted 4 times, last ended with OOMKilled (exit 1)')
  })

  it('is mere information when it is one workload', () => {
    const pods = [pod('web-a1', { containers: [waiting] }), pod('web-b2', { containers: [waiting] })]
    expect(verdictOf(podCrashLooping, pods)).toMatchObject({ status: 'True', severity: 'info' })
  })

  it('is a warning when it is several workloads, or the node’s own plumbing', () => {
    const two = [pod('web-a1', { containers: [waiting] }), pod('cart-b2', { containers: [waiting] })]
    expect(verdictOf(podCrashLooping, two)).toMatchObject({ severity: 'warning' })
    expect(verdictOf(podCrashLooping, [agentPod('kube-proxy', { containers: [waiting] })])).toMatchObject({
      severity: 'warning',
    })
  })

  it.each(['healthy', 'memory-pressure', 'kubelet-stopped-75s'])('is not seen in the state %s', async (state) => {
    expect((await verdictOnState(podCrashLooping, state)).status).toBe('False')
  })

  it('is not called fine when the kubelet is silent', async () => {
    expect(await verdictOnState(podCrashLooping, 'kubelet-stopped-75s')).toEqual({ status: 'False', fine: undefined })
  })

  it('is not restarts of last week, nor a pod that is done', () => {
    const calm = container({ restarts: 12, lastReason: 'Error', lastExitCode: 1, lastFinishedAt: ago(604_800) })
    expect(verdictOf(podCrashLooping, [pod('web-1', { containers: [calm] })]).status).toBe('False')
    expect(verdictOf(podCrashLooping, [pod('job-1', { phase: 'Failed', containers: [waiting] })]).status).toBe('False')
  })
})
