import { DialError, type KubeletAnswer, type KubeletEndpoint } from '../backend.ts'
import { simWait } from '../sim-wait.ts'
import type { Kubelet } from './kubelet.ts'
import { answerKubeletRequest } from './kubelet-answers.ts'
import { failedDial, type LinkState } from './link.ts'

/** Go's `TLSHandshakeTimeout` in the API server's transport. */
const HANDSHAKE_TIMEOUT_MS = 10_000

/** Port 10250 of a node as the API server finds it. */
export function kubeletEndpoint(kubelet: Kubelet): KubeletEndpoint {
  return {
    async request(path, query, signal) {
      await dial(kubelet, signal)
      return answer(kubelet, path, query, signal)
    },
  }
}

/** Reaches the listener, or throws what Go's net and tls packages report, after the time that takes. */
async function dial(kubelet: Kubelet, signal: AbortSignal): Promise<void> {
  const { machine, clock, credentials } = kubelet
  const state = pathState(kubelet)
  if (state !== 'up') {
    const { message, afterMs } = failedDial(state, machine.kubeletAddress)
    if (afterMs > 0) await simWait(clock, afterMs, signal)
    throw new DialError(message)
  }
  if (kubelet.state === 'hung') {
    await simWait(clock, HANDSHAKE_TIMEOUT_MS, signal)
    if (kubelet.state === 'hung') throw new DialError('net/http: TLS handshake timeout')
  }
  const untrusted = credentials.servingError(machine.spec.address, clock.now())
  if (untrusted) throw new DialError(untrusted)
}

function pathState(kubelet: Kubelet): LinkState {
  const { machine } = kubelet
  if (machine.link.toNode !== 'up') return machine.link.toNode
  if (machine.power === 'off') return 'no-route'
  return kubelet.state === 'stopped' ? 'refused' : 'up'
}

async function answer(
  kubelet: Kubelet,
  path: string,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<KubeletAnswer> {
  const clean = decodeURIComponent(path).replace(/^\/+/, '')
  return await answerKubeletRequest(kubelet, clean, query, signal)
}
