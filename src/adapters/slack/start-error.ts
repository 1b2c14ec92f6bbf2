/**
 * Slack cannot be worked with from here: `config` is for the person to correct (token, scope, port), `network` may pass.
 * The message is one line for a person.
 */
export class SlackStartError extends Error {
  readonly kind: 'config' | 'network'

  constructor(kind: 'config' | 'network', message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'SlackStartError'
    this.kind = kind
  }
}
