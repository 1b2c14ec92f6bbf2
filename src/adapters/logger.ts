import { pino } from 'pino'
import type { Log, LogFields } from '../log.ts'
import { cleanText, redactData } from '../redaction/index.ts'

/** What is logged, and where to. */
export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  /** Gets one JSON line a call; stdout by default. */
  readonly write?: (line: string) => void
}

/** JSON lines without secrets: this is an exit like any other. */
export function createLogger({ level, write }: LoggerOptions): Log {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const logger = write ? pino(options, { write }) : pino(options)
  const at = (name: LoggerOptions['level']) => (message: string, fields?: LogFields) => {
    if (!logger.isLevelEnabled(name)) return
    logger[name](fields ? redactData(plain(fields)) : {}, cleanText(message))
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** Errors become their message and code: their own fields may hold whole bodies and headers. */
function plain(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, value instanceof Error ? describe(value) : value]),
  )
}

function describe(error: Error): object {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const cause = error.cause instanceof Error ? error.cause.message : undefined
  return { name: error.name, message: error.message, code, cause, stack: error.stack }
}
