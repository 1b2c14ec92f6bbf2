import type { Config } from '../config.ts'
import { cleanText } from '../redaction/index.ts'

/** The narrow part of `process.stdout` and `process.stderr` that commands use. */
export interface Stream {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Where a command writes: results to `result`, everything else to `note`. */
export interface Terminal {
  /** Data, on standard output. */
  result(text: string): void
  /** A line for the person, on standard error, without secrets and terminal escapes. */
  note(text: string): void
  /** One line that replaces the one before; nothing unless a person watches standard error. */
  progress(text: string): void
  readonly color: boolean
  /** Columns to lay text out in. */
  readonly width: number
}

/** Columns for output that goes to a file or pipe. */
const plainWidth = 80
/** Longer lines are hard to read on a wide screen. */
const widest = 120

/** Standard output and standard error, as the environment wants them. */
export function createTerminal(out: Stream, err: Stream, color: Config['color']): Terminal {
  let isProgressShown = false
  function clearProgress(): void {
    if (isProgressShown) err.write('\r\u001b[K')
    isProgressShown = false
  }
  return {
    result(text) {
      clearProgress()
      out.write(text.endsWith('\n') ? text : `${text}\n`)
    },
    note(text) {
      clearProgress()
      err.write(`${cleanText(text)}\n`)
    },
    progress(text) {
      if (!err.isTTY) return
      clearProgress()
      err.write(text.slice(0, (err.columns ?? plainWidth) - 1))
      isProgressShown = text !== ''
    },
    color: color === 'always' || (color === 'auto' && out.isTTY === true),
    width: Math.min(widest, (out.isTTY && out.columns) || plainWidth),
  }
}
