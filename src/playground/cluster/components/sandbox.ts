import type { PodObject } from '../objects/pod-object.ts'
import { RUNTIME_REQUEST_TIMEOUT_MS } from './container-runtime.ts'
import type { NodeAgent } from './node-agent.ts'
import type { PodNotice } from './pod-events.ts'

/** Why a pod's sandbox was not created, as the kubelet's Event tells it, and when it tries again. */
export interface SandboxProblem extends PodNotice {
  readonly retryMs: number
}

/** Tries to create the sandbox of a pod; nothing comes back when it works. */
export function sandboxProblem(agent: NodeAgent, pod: PodObject): SandboxProblem | undefined {
  const { runtime, cni } = agent.machine
  if (runtime.state === 'stopped') return failed(runtime.errorOf('refused'), 12_000)
  if (runtime.state === 'hung') return failed(runtime.errorOf('deadline'), RUNTIME_REQUEST_TIMEOUT_MS)
  if (pod.spec.hostNetwork) return undefined
  const network = cni.networkError()
  if (network) {
    const message = `network is not ready: ${network}`
    return { type: 'Warning', reason: 'NetworkNotReady', message, retryMs: 10_000 }
  }
  const plugin = cni.sandboxError(agent.random.hex(64))
  return plugin === undefined ? undefined : failed(plugin, 13_000)
}

function failed(error: string, retryMs: number): SandboxProblem {
  const message = `Failed to create pod sandbox: ${error}`
  return { type: 'Warning', reason: 'FailedCreatePodSandBox', message, retryMs }
}
