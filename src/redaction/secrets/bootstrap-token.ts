import { REDACTED } from '../placeholder.ts'
import type { SecretKind } from './secret-kind.ts'

const TOKEN = /(?<![\w.\-/])[a-z0-9]{6}\.([a-z0-9]{16})(?![\w-]|\.\w)/g

/**
 * Names of Events have the same form when a node's name has six letters: `node12.18eac1dac1885390` ends in the time
 * in hexadecimal nanoseconds, which begins with a 1 until the year 2043. Host names seldom carry digits in 16 characters.
 */
function isToken(secret: string): boolean {
  return /[0-9]/.test(secret) && !/^1[0-9a-f]{15}$/.test(secret)
}

/** kubeadm's bootstrap tokens, `abcdef.0123456789abcdef` (Kubernetes docs, "Authenticating with Bootstrap Tokens"). */
export const bootstrapToken: SecretKind = {
  name: 'bootstrap-token',
  hint: /[a-z0-9]\.[a-z0-9]{16}/,
  redact: (text) => text.replace(TOKEN, (match, secret: string) => (isToken(secret) ? REDACTED : match)),
}
