import type { FilesystemUse, KubeletFacts } from '../diagnosis/facts/kubelet.ts'
import type { Collector, CollectRequest } from './collector.ts'
import { asNumber, asTime, at, isRecord } from './kube-json.ts'
import { askKubelet, type KubeletAnswer, noAnswerError, nodeProxyPermission } from './node-proxy.ts'
import { ReadError } from './read-error.ts'
import { answerError, parseJson, quoted } from './read-json.ts'

/** The node part of `/stats/summary`, or how the kubelet failed to make it. */
export type KubeletStatsData =
  | { readonly kind: 'stats'; readonly stats: KubeletFacts['kubeletStats'] }
  | { readonly kind: 'failed'; readonly failure: KubeletFacts['kubeletStatsFailed'] }

const path = '/stats/summary'

/**
 * Memory, disks and PIDs as the kubelet measures them. The kubelet asks its runtime for them, so a failure inside the
 * kubelet is evidence about the runtime; a kubelet that nobody reaches is a gap. The variant `only_cpu_and_memory` would
 * leave out the filesystems.
 */
export const kubeletStatsCollector: Collector<KubeletStatsData> = {
  source: 'kubelet-stats',
  role: 'kubelet',
  permissions: [nodeProxyPermission],
  targets: ['node'],
  deadlineMs: 6_500,
  async collect(request) {
    const answer = await askKubelet(request, path, { waitMs: 4_000, accept: 'json' })
    if (answer.kind === 'silent') return whySilent(request, answer)
    if (answer.kind === 'unreached') throw noAnswerError(path, answer)
    if (answer.status === 500) return failed(500, quoted(answer.body, 600), false)
    const error = answerError(path, answer)
    if (error) throw error
    return { kind: 'stats', stats: nodeStats(answer.body) }
  },
}

/** Only a kubelet that answers other questions meanwhile hangs on this one; else it, the way to it, or the API server is silent. */
async function whySilent(
  request: CollectRequest,
  answer: Extract<KubeletAnswer, { kind: 'silent' }>,
): Promise<KubeletStatsData> {
  const health = await askKubelet(request, '/healthz', { waitMs: 2_000, accept: 'text', maxBytes: 65_536 })
  if (health.kind !== 'answered') throw noAnswerError(path, answer)
  const seconds = answer.waitedMs / 1000
  return failed(0, `${path} gave no answer within ${seconds} s, while /healthz of the same kubelet answered`, true)
}

function failed(status: number, message: string, hung: boolean): KubeletStatsData {
  return { kind: 'failed', failure: { status, message, hung } }
}

function nodeStats(body: string): KubeletFacts['kubeletStats'] {
  const node = at(parseJson(body), 'node')
  if (!isRecord(node)) throw new ReadError('invalid', `${path}: 200, but no summary: ${quoted(body)}`)
  return {
    memoryAvailableBytes: asNumber(at(node, 'memory', 'availableBytes')),
    memoryWorkingSetBytes: asNumber(at(node, 'memory', 'workingSetBytes')),
    nodeFs: filesystemUse(at(node, 'fs')),
    imageFs: filesystemUse(at(node, 'runtime', 'imageFs')),
    pids: pidUse(at(node, 'rlimit')),
    readAt: asTime(at(node, 'memory', 'time')),
  }
}

function filesystemUse(stats: unknown): FilesystemUse | undefined {
  const availableBytes = asNumber(at(stats, 'availableBytes'))
  const capacityBytes = asNumber(at(stats, 'capacityBytes'))
  // A capacity of 0 is what the kubelet prints before its first measurement.
  if (availableBytes === undefined || !capacityBytes) return undefined
  return {
    availableBytes,
    capacityBytes,
    inodesFree: asNumber(at(stats, 'inodesFree')),
    inodes: asNumber(at(stats, 'inodes')),
  }
}

function pidUse(rlimit: unknown): { readonly max: number; readonly current: number } | undefined {
  const max = asNumber(at(rlimit, 'maxpid'))
  const current = asNumber(at(rlimit, 'curproc'))
  return max && current !== undefined ? { max, current } : undefined
}
