import type { FactShapes } from '../../diagnosis/fact.ts'
import type { LogFormat } from './log-format.ts'
import { datedBefore } from './yearless-time.ts'

/** `E0122 06:56:04.774977       1 reflector.go:199] …`: severity, month and day, time, thread, file:line, text. */
const header = /^([IWEF])(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.(\d+)\s+\d+ [^\]\s]+:\d+\] ?(.*)$/

const severities: Readonly<Record<string, FactShapes['logLine']['severity']>> = {
  I: 'info',
  W: 'warning',
  E: 'error',
  F: 'fatal',
}

/** The text format of every Kubernetes component (Kubernetes docs, "System Logs"). It has no year and no time zone. */
export const klog: LogFormat = {
  name: 'klog',
  parse(line, { component, readAt }) {
    const match = header.exec(line)
    if (!match) return undefined
    const [, letter = 'I', month, day, hour, minute, second, fraction = '', message = ''] = match
    const at = datedBefore(readAt, {
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      fraction,
    })
    return { component, at, severity: severities[letter] ?? 'info', message }
  },
}
