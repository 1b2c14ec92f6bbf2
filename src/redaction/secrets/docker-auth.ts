import { REDACTED } from '../placeholder.ts'
import type { SecretKind } from './secret-kind.ts'

const AUTH =
  /((?<![\w.-])\\{0,6}["']?auth\\{0,6}["']?[ \t]{0,8}[:=]\s{0,40}\\{0,6}["']?)([A-Za-z0-9+/]{4,4096}={0,2})(?![A-Za-z0-9+/=])/g
/** Base64 of `{"auths"`: a whole Docker configuration, as in Secrets of type kubernetes.io/dockerconfigjson. */
const WHOLE_CONFIG = /(?<![A-Za-z0-9+/])eyJhdXRocyI[A-Za-z0-9+/=]*/g

/** Docker keeps `user:password` in base64; anything else under `auth` is an ordinary word. */
export function isUserAndPassword(base64: string): boolean {
  if (base64.length % 4 !== 0) return false
  try {
    return atob(base64).includes(':')
  } catch {
    return false
  }
}

/** Registry credentials of a Docker configuration. */
export const dockerAuth: SecretKind = {
  name: 'docker-auth',
  hint: /auth|eyJhdXRocyI/i,
  redact: (text) =>
    text
      .replace(WHOLE_CONFIG, REDACTED)
      .replace(AUTH, (match, name: string, value: string) => (isUserAndPassword(value) ? name + REDACTED : match)),
}
