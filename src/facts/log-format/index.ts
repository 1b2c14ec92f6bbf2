import type { FactShapes } from '../../diagnosis/fact.ts'
import { openJournalLine } from './journal.ts'
import { klog } from './klog.ts'
import { kubernetesJson } from './kubernetes-json.ts'
import type { LogContext, LogFormat } from './log-format.ts'

/** Every format of a program's own line, in the order they are tried. */
const formats: readonly LogFormat[] = [klog, kubernetesJson]

/** Reads one line of a log in whatever format it is; a line in none of them is plain information without a time. */
export function parseLogLine(line: string, context: LogContext): FactShapes['logLine'] {
  const envelope = openJournalLine(line, context.readAt)
  if (!envelope) return parseBare(line, context)
  const inner = parseBare(envelope.text, { ...context, component: envelope.program })
  // The journal's clock is the host's in UTC; klog writes local time without saying which.
  return { ...inner, at: envelope.at }
}

function parseBare(line: string, context: LogContext): FactShapes['logLine'] {
  for (const format of formats) {
    const parsed = format.parse(line, context)
    if (parsed) return parsed
  }
  return { component: context.component, severity: 'info', message: line }
}
