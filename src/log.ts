/** Plain fields that go with a message; whatever varies belongs here, so that equal messages group. */
export type LogFields = Readonly<Record<string, unknown>>

/** The port of everything that logs. Messages of `warn` and `error` are fixed texts. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}
