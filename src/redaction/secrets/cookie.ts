import { afterPrefix } from './secret-kind.ts'

/** `Cookie:` and `Set-Cookie:` headers. D-Bus messages carry a `cookie=` too, a mere serial number: only headers count. */
export const cookie = afterPrefix(
  'cookie',
  /cookie/i,
  /((?<![A-Za-z])(?:Set-)?Cookie\\{0,6}["']?[ \t]{0,8}:[ \t]{0,8}(?:\[(?!redacted\]))?\\{0,6}["']?)(?:\[redacted\]|[^\s"'=;,]{1,256}=[^\n"'\\]{0,20000})/gi,
)
