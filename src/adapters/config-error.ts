/** Something that the person has to correct before anything can be read; the command line exits with 2. */
export class ConfigError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'ConfigError'
  }
}
