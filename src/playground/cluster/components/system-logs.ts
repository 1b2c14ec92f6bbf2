import type { KubeletAnswer } from '../backend.ts'
import type { JournalLine } from './journal.ts'
import type { Kubelet } from './kubelet.ts'

/** What lies in /var/log of the simulated machines. */
const LOG_FILES = [
  'README',
  'alternatives.log',
  'apt/',
  'btmp',
  'containers/',
  'dpkg.log',
  'faillog',
  'journal/',
  'lastlog',
  'pods/',
  'private/',
  'wtmp',
]

/** Units whose journal can be asked for. */
const UNITS = ['kubelet', 'containerd', 'kernel']

/** `/logs/`: the folder listing, or with `query=` the node log query (https://kubernetes.io/docs/concepts/cluster-administration/system-logs/#log-query). */
export function systemLogs(kubelet: Kubelet, path: string, query: URLSearchParams): KubeletAnswer {
  const asked = query.getAll('query')
  if (asked.length > 0 && kubelet.machine.spec.logQuery) return queryJournal(kubelet, asked, query)
  if (path !== 'logs' && path !== 'logs/') {
    return { status: 404, contentType: 'text/plain', body: '404 page not found\n' }
  }
  const links = LOG_FILES.map((name) => `<a href="${name}">${name}</a>\n`).join('')
  const body = `<!doctype html>\n<meta name="viewport" content="width=device-width">\n<pre>\n${links}</pre>\n`
  return { status: 200, contentType: 'text/html', body }
}

function queryJournal(kubelet: Kubelet, units: readonly string[], query: URLSearchParams): KubeletAnswer {
  const unknown = units.filter((unit) => !UNITS.includes(unit))
  const [first] = unknown
  if (first !== undefined) return plain(`\nlog not found for ${first}\n`)
  const since = Date.parse(query.get('sinceTime') ?? '') || 0
  const until = Date.parse(query.get('untilTime') ?? '') || Number.POSITIVE_INFINITY
  const pattern = query.get('pattern')
  const matches = units
    .flatMap((unit) => kubelet.machine.journal.lines(unit).map((line) => ({ unit, line })))
    .filter(({ line }) => line.at >= since && line.at <= until && (!pattern || line.text.includes(pattern)))
    .sort((a, b) => a.line.at - b.line.at)
  const tail = Number(query.get('tailLines') ?? matches.length)
  const kept = tail > 0 ? matches.slice(-tail) : []
  if (kept.length === 0) return plain('-- No entries --\n')
  return plain(kept.map(({ unit, line }) => `${shortPrecise(kubelet, unit, line)}\n`).join(''))
}

/** `journalctl --output=short-precise --utc`: `Nov 23 19:26:34.120000 node-3 kubelet[1304]: …`. */
function shortPrecise(kubelet: Kubelet, unit: string, { at, text }: JournalLine): string {
  const date = new Date(at)
  const month = date.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })
  const time = `${date.toISOString().slice(11, 23)}000`
  const process = unit === 'kernel' ? 'kernel' : `${unit}[1304]`
  return `${month} ${date.toISOString().slice(8, 10)} ${time} ${kubelet.machine.spec.name} ${process}: ${text}`
}

function plain(body: string): KubeletAnswer {
  return { status: 200, contentType: 'text/plain', body }
}
