import { REDACTED } from '../placeholder.ts'
import type { SecretKind } from './secret-kind.ts'

const NAME = String.raw`(?<![A-Za-z])(?:Proxy-)?Authorization\\{0,6}["']?[ \t]{0,8}[:=][ \t]{0,8}(?:\[(?!redacted\]))?\\{0,6}["']?`
/** One token follows the scheme. */
const ONE_TOKEN = String.raw`(?:Bearer|Basic|Token|Negotiate|NTLM|ApiKey|Splunk)[ \t]{1,8})[^\s"'\\,]+`
/** A list of parameters follows: all of it, to the end of the line or quotation. */
const PARAMETERS = String.raw`(?:Digest|OAuth|AWS4-HMAC-SHA256|Signature|Hawk)[ \t]{1,8})[^\n"']+`
/** No scheme; words ("authorization: webhook") are told from tokens by their digits. */
const BARE = String.raw`)(?!AWS4-HMAC)(?=[^\s"'\\,]{0,64}[0-9])[^\s"'\\,{[]{12,}`
const HEADERS = [ONE_TOKEN, PARAMETERS, BARE].map((value) => new RegExp(`(${NAME}${value}`, 'gi'))

/** `Bearer …` by itself; words ("bearer token") are shorter than tokens and have no digits. */
const SCHEME =
  /((?<![A-Za-z])(?:[Bb]earer|BEARER|[Bb]asic|BASIC)[ \t]{1,8})(?=[A-Za-z._~+/=-]{0,256}[0-9]|[A-Za-z._~+/=-]{24})[\w.~+/-]{8,}={0,2}/g

function redact(text: string): string {
  const headers = HEADERS.reduce((done, header) => done.replace(header, `$1${REDACTED}`), text)
  return headers.replace(SCHEME, `$1${REDACTED}`)
}

/** HTTP `Authorization` headers and bearer or basic credentials (RFC 9110 section 11, RFC 6750). */
export const authHeader: SecretKind = { name: 'auth-header', hint: /authorization|bearer|basic/i, redact }
