import type { KubeletAnswer } from '../backend.ts'
import { configz } from './configz.ts'
import { containerLogs } from './container-logs.ts'
import type { RuntimeResult } from './container-runtime.ts'
import type { Kubelet } from './kubelet.ts'
import { resourceMetrics } from './resource-metrics.ts'
import { statsSummary } from './stats-summary.ts'
import { systemLogs } from './system-logs.ts'

const CHECKS = ['ping', 'log', 'syncloop', 'device-plugin']

/** Answers one request to port 10250; `path` has no leading slash. */
export async function answerKubeletRequest(
  kubelet: Kubelet,
  path: string,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<KubeletAnswer> {
  switch (path) {
    case 'healthz':
      return plain(query.has('verbose') ? verboseHealth() : 'ok')
    case 'configz':
      return json(JSON.stringify(configz(kubelet)))
    case 'pods':
      return json(JSON.stringify(podList(kubelet)))
    case 'runningpods':
      return html(301, '<a href="/runningpods/">Moved Permanently</a>.\n\n')
    case 'stats/summary':
      return stats(kubelet, await callRuntime(kubelet, signal))
    case 'metrics/resource':
    case 'metrics':
      return plain(resourceMetrics(kubelet, await callRuntime(kubelet, signal)))
  }
  if (path === 'logs' || path.startsWith('logs/')) return systemLogs(kubelet, path, query)
  if (path.startsWith('containerLogs/')) return containerLogs(kubelet, path, query, await callRuntime(kubelet, signal))
  return { status: 404, contentType: 'text/plain', body: '404 page not found\n' }
}

/** Waits for one call to the container runtime, up to its timeout. */
function callRuntime(kubelet: Kubelet, signal: AbortSignal): Promise<RuntimeResult> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    if (signal.aborted) reject(signal.reason)
    else kubelet.machine.runtime.call(resolve)
  })
}

function stats(kubelet: Kubelet, result: RuntimeResult): KubeletAnswer {
  if (result === 'ok') return json(JSON.stringify(statsSummary(kubelet), null, 1))
  const body = `Internal Error: failed to get imageFs stats: ${kubelet.machine.runtime.errorOf(result)}`
  return { status: 500, contentType: 'text/plain', body }
}

function podList(kubelet: Kubelet): object {
  const items = kubelet.pods.on(kubelet.machine.spec.name)
  return { kind: 'PodList', apiVersion: 'v1', metadata: {}, items }
}

function verboseHealth(): string {
  return `${CHECKS.map((check) => `[+]${check} ok\n`).join('')}healthz check passed\n`
}

function plain(body: string): KubeletAnswer {
  return { status: 200, contentType: 'text/plain', body }
}

function json(body: string): KubeletAnswer {
  return { status: 200, contentType: 'application/json', body }
}

function html(status: number, body: string): KubeletAnswer {
  return { status, contentType: 'text/html', body }
}
