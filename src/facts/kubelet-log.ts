import type { KubeletLogData } from '../collectors/kubelet-log.ts'
import type { Fact } from '../diagnosis/fact.ts'
import { parseLogLine } from './log-format/index.ts'
import { defineProvider } from './provider.ts'

/** The kubelet's warnings and errors, and what systemd says about its unit; the kubelet's information is noise here. */
export const kubeletLogProvider = defineProvider<KubeletLogData>({
  source: 'kubelet-log',
  provides: ['logLine'],
  facts({ source, data, finishedAt }) {
    const lines = data.lines.map((line) => parseLogLine(line, { component: 'kubelet', readAt: finishedAt }))
    return lines
      .map((value, index): Fact<'logLine'> => {
        const ref = `kubelet log, line ${index + 1} of the last ${lines.length}`
        const moment = momentOf(value)
        return { kind: 'logLine', value, from: { source, readAt: finishedAt, ref }, ...(moment && { moment }) }
      })
      .filter(({ value }) => value.severity !== 'info' || value.component === 'systemd')
  },
})

/** Only what ends a process is a line of the timeline: the kubelet repeats its other complaints too often. */
function momentOf({ at, severity, component, message }: Fact<'logLine'>['value']): Fact['moment'] {
  if (at === undefined || (severity !== 'fatal' && !message.includes('"command failed"'))) return undefined
  return { at, text: `${component}: ${message.slice(0, 200)}`, tone: 'abnormal' }
}
