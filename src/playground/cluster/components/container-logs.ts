import type { KubeletAnswer } from '../backend.ts'
import { isFinished, type PodObject } from '../objects/pod-object.ts'
import type { RuntimeResult } from './container-runtime.ts'
import type { Kubelet } from './kubelet.ts'

/** The simulated containers write one line every five seconds, as the recorded ones did. */
const TICK_MS = 5_000

/** Never make up more lines than anybody asks for. */
const MOST_LINES = 1_000

/** `/containerLogs/<namespace>/<pod>/<container>`. A runtime that does not answer gives HTTP 200 and a sentence instead of a log. */
export function containerLogs(
  kubelet: Kubelet,
  path: string,
  query: URLSearchParams,
  result: RuntimeResult,
): KubeletAnswer {
  const [, namespace, name, container] = path.split('/')
  const pod = kubelet.pods
    .on(kubelet.machine.spec.name)
    .find(({ metadata }) => metadata.namespace === namespace && metadata.name === name)
  if (!pod) return plain(404, `pod "${name}" not found\n`)
  const status = pod.status.containerStatuses?.find((candidate) => candidate.name === container)
  if (!status?.containerID) {
    const reason = status?.state.waiting?.reason ?? 'ContainerCreating'
    return plain(400, `container "${container}" in pod "${name}" is waiting to start: ${reason}`)
  }
  const isPrevious = query.get('previous') === 'true'
  // Containers of finished pods are removed soon; of restarted ones the last log often is.
  if (result !== 'ok' || isFinished(pod) || (isPrevious && status.restartCount > 0)) {
    return plain(200, `unable to retrieve container logs for ${status.containerID}`)
  }
  if (isPrevious) return plain(400, `previous terminated container "${container}" in pod "${name}" not found`)
  return plain(200, ticks(kubelet.clock.now(), pod, Number(query.get('tailLines') ?? MOST_LINES)))
}

function ticks(now: number, pod: PodObject, tailLines: number): string {
  const started = Date.parse(pod.status.startTime ?? '')
  const last = Math.max(1, Math.floor((now - started) / TICK_MS) + 1)
  const count = Math.min(last, Math.max(0, tailLines), MOST_LINES)
  return Array.from({ length: count }, (_, index) => `tick ${last - count + index + 1}\n`).join('')
}

function plain(status: number, body: string): KubeletAnswer {
  return { status, contentType: 'text/plain', body }
}
