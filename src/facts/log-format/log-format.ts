import type { EpochMs } from '../../diagnosis/evidence.ts'
import type { FactShapes } from '../../diagnosis/fact.ts'

/** What is known about a line besides its text. */
export interface LogContext {
  /** Whose log it is, unless the line itself says so. */
  readonly component: string
  /** When the log was read: formats without a year are dated to the last such day before it. */
  readonly readAt: EpochMs
}

/** One way in which programs write a line. A new format is one file and one line in `index.ts`. */
export interface LogFormat {
  readonly name: string
  /** The line in our words, or undefined if it is written in another way. */
  parse(line: string, context: LogContext): FactShapes['logLine'] | undefined
}
