import type { Severity } from '../diagnosis/rule.ts'
import { formatTarget, parseTarget, type Target } from '../diagnosis/target.ts'
import { parseDuration } from './duration.ts'
import { UsageError } from './usage-error.ts'

/** The flags of `diagnose` as they were typed. */
export interface DiagnoseFlags {
  readonly context?: string
  readonly kubeconfig?: string
  readonly output: 'text' | 'json' | 'markdown'
  readonly save?: string
  readonly from?: string
  readonly timeout: string
  readonly failOn?: Severity
}

/** A call of `diagnose` that makes sense. */
export interface DiagnoseRequest extends Omit<DiagnoseFlags, 'timeout'> {
  /** In the order they were typed, each once; empty only with `from`. */
  readonly targets: readonly Target[]
  readonly timeoutMs: number
}

const longestTimeoutMs = 10 * 60_000

/** Checks what the flags say together. Throws `UsageError`. */
export function readRequest(names: readonly string[], flags: DiagnoseFlags): DiagnoseRequest {
  const timeoutMs = parseDuration(flags.timeout)
  if (timeoutMs === undefined || timeoutMs < 100 || timeoutMs > longestTimeoutMs) {
    throw new UsageError(`--timeout "${flags.timeout}" is no time between 100ms and 10m; write 30s, 1m30s or 500ms`)
  }
  if (flags.save === '') throw new UsageError('--save needs the name of a file')
  // `node-3` and `node/node-3` are one target.
  const targets = [...new Map(names.map(readTarget).map((target) => [formatTarget(target), target])).values()]
  if (flags.from && targets.length > 0) throw new UsageError('--from diagnoses the target of its bundle; name no other')
  if (!flags.from && targets.length === 0) {
    throw new UsageError('diagnose what? Name a target: kubemedic diagnose node-3')
  }
  if (flags.save && targets.length > 1) throw new UsageError('--save takes one target: a bundle holds one')
  return { ...flags, targets, timeoutMs }
}

function readTarget(name: string): Target {
  const target = parseTarget(name)
  if ('problem' in target) throw new UsageError(target.problem)
  return target
}
