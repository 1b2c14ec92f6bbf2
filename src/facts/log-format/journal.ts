import type { EpochMs } from '../../diagnosis/evidence.ts'
import { datedBefore } from './yearless-time.ts'

/** The envelope that journald (and syslog) puts around a program's own line. */
export interface JournalLine {
  readonly at: EpochMs
  /** The program that wrote it: `kubelet`, or `systemd` about the kubelet. */
  readonly program: string
  readonly text: string
}

/** `Nov 23 18:34:06.123456 node-3 kubelet[812]: …`, as `journalctl -o short` and `short-precise` print it. */
const short = /^([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d+))? \S+ ([^\s[:]+)(?:\[\d+\])?: ?(.*)$/
/** `2026-11-23T18:34:06+0000 node-3 kubelet[812]: …`, as `short-iso` and newer syslog daemons print it. */
const iso = /^(\d{4}-\d\d-\d\dT\S+) \S+ ([^\s[:]+)(?:\[\d+\])?: ?(.*)$/

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Opens the envelope; undefined if there is none. The node log query prints UTC. */
export function openJournalLine(line: string, readAt: EpochMs): JournalLine | undefined {
  return openShort(line, readAt) ?? openIso(line)
}

function openShort(line: string, readAt: EpochMs): JournalLine | undefined {
  const match = short.exec(line)
  if (!match) return undefined
  const [, name = '', day, hour, minute, second, fraction = '', program = '', text = ''] = match
  const month = months.indexOf(name) + 1
  if (month === 0) return undefined
  const time = { month, day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second), fraction }
  return { at: datedBefore(readAt, time), program, text }
}

function openIso(line: string): JournalLine | undefined {
  const match = iso.exec(line)
  if (!match) return undefined
  const [, stamp = '', program = '', text = ''] = match
  const at = Date.parse(stamp.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(at) ? undefined : { at, program, text }
}
