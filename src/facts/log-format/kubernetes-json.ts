import type { LogFormat } from './log-format.ts'

/**
 * The JSON format of Kubernetes components (`--logging-format=json`): `ts` in milliseconds since 1970, `msg`, and an `err`
 * on errors only; information carries its verbosity `v` instead of a severity.
 */
export const kubernetesJson: LogFormat = {
  name: 'kubernetes-json',
  parse(line, { component }) {
    if (!line.startsWith('{')) return undefined
    const entry = parseObject(line)
    const { ts, msg, err, v } = entry
    if (typeof ts !== 'number' || typeof msg !== 'string') return undefined
    const error = typeof err === 'string' ? ` err="${err}"` : ''
    return { component, at: ts, severity: error || v === undefined ? 'error' : 'info', message: `${msg}${error}` }
  },
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
