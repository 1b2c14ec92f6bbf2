import type { Collector } from './collector.ts'
import { nodeProxyPermission, readKubelet } from './node-proxy.ts'
import { ReadError } from './read-error.ts'
import { quoted } from './read-json.ts'

/** The newest lines of the kubelet's log, oldest first, as the node prints them. */
export interface KubeletLogData {
  readonly lines: readonly string[]
}

/** Lines asked for: enough for some minutes of a loud kubelet. */
const wanted = 400
/** A line longer than this is cut: goroutine dumps and objects printed whole. */
const longest = 1_000

/**
 * The node log query (beta since Kubernetes 1.30, off by default; Kubernetes docs, "System Logs"). A kubelet without it
 * answers 200 with something else: a listing of /var/log, or a sentence.
 */
export const kubeletLogCollector: Collector<KubeletLogData> = {
  source: 'kubelet-log',
  role: 'kubelet',
  permissions: [nodeProxyPermission],
  targets: ['node'],
  deadlineMs: 5_000,
  async collect(request) {
    const path = `/logs/?query=kubelet&tailLines=${wanted}`
    const body = await readLog(() =>
      readKubelet(request, path, { waitMs: 4_000, accept: 'text', maxBytes: 2 * 1024 * 1024 }),
    )
    const refusal = whyNoLog(body)
    if (refusal) throw refusal
    const lines = body.split('\n').map((line) => line.trimEnd().slice(0, longest))
    return { lines: lines.filter((line) => line !== '').slice(-wanted) }
  },
}

/** A kubelet with `enableSystemLogHandler: false` has no /logs/ at all: that is a setting, not a missing node. */
async function readLog(read: () => Promise<string>): Promise<string> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ReadError && error.reason === 'not-found' && !error.message.includes('nodes "')) {
      throw new ReadError('not-configured', `the kubelet serves no logs (${error.message})`, { cause: error })
    }
    throw error
  }
}

/** What a 200 without log lines means. */
function whyNoLog(body: string): ReadError | undefined {
  if (/^\s*<(!doctype|html|pre|meta)/i.test(body)) {
    return new ReadError('not-configured', 'the node log query is off (enableSystemLogQuery): a listing came instead')
  }
  if (/^\s*log not found for/.test(body)) {
    return new ReadError('not-configured', `this node has no journal or log file of its kubelet: ${quoted(body)}`)
  }
  if (/options present and query resolved to log files/.test(body.slice(0, 500))) {
    return new ReadError('not-configured', 'the kubelet logs to a file here, of which no tail can be asked')
  }
  return body.trim() === '' ? new ReadError('invalid', 'the log query answered 200 with nothing') : undefined
}
