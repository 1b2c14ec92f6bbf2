import { REDACTED } from '../placeholder.ts'
import type { SecretKind } from './secret-kind.ts'

const MARKER = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
/** Optional headers (`Proc-Type: 4,ENCRYPTED`), then base64 with line breaks, real or written `\n`. */
const HEADERS = String.raw`(?:\s|\\[nr])*(?:[A-Z][A-Za-z-]{1,20}: [^\n\\]{0,100}(?:\s|\\[nr])+){0,4}`
const BODY = new RegExp(`${HEADERS}[A-Za-z0-9+/=\\s\\\\]*`, 'y')
/** Without its END only full lines and one short one are sure to be key: what follows may be any text. */
const CUT_BODY = new RegExp(
  String.raw`${HEADERS}(?:[A-Za-z0-9+/=]{40,}(?:\s|\\[nr])*)*(?:[A-Za-z0-9+/]{1,76}={0,2}(?![\w=:"'/+-]))?`,
  'y',
)
/** Base64 of `-----BEGIN `, unless a certificate or a public key follows, which are no secrets. */
const ENCODED = /(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi(?!BDRVJU|BQVUJM|BYNTA5|BUUlVTV)[A-Za-z0-9+/=]{8,}/g

/** A line of a PEM body has 64 or 76 characters; its last line may be short. */
const FULL_LINE = 40

/** Private keys in PEM form, whole or cut off at either end by a log line's limit. */
function redactPem(text: string): string {
  let redacted = ''
  let done = 0
  for (const marker of text.matchAll(MARKER)) {
    const after = marker.index + marker[0].length
    const begins = marker[1] === 'BEGIN'
    const start = begins ? marker.index : startOfBody(text, marker.index, done)
    const between = text.slice(done, start)
    const sameKey = done > 0 && /^(?:\s|\\[nr])*$/.test(between)
    redacted += sameKey ? '' : between + REDACTED
    done = begins ? endOfBody(text, after) : after
  }
  return redacted + text.slice(done)
}

function endOfBody(text: string, at: number): number {
  const whole = at + bodyAt(BODY, text, at).length
  if (text.startsWith('-----END', whole)) return whole
  return at + bodyAt(CUT_BODY, text, at).trimEnd().length
}

function bodyAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

/** Walks back over the lines of base64 before an END marker whose BEGIN was cut off. */
function startOfBody(text: string, end: number, floor: number): number {
  let start = end
  for (let line = 0; ; line++) {
    const wordEnd = skipBack(text, start, floor, isSpace)
    const wordStart = skipBack(text, wordEnd, floor, isBase64)
    const length = wordEnd - wordStart
    if (length === 0 || (length < FULL_LINE && line > 1)) return start
    start = wordStart
  }
}

function skipBack(text: string, from: number, floor: number, accepts: (char: string) => boolean): number {
  let at = from
  while (at > floor && accepts(text.charAt(at - 1))) at--
  return at
}

function isSpace(char: string): boolean {
  return char === '\\' || /\s/.test(char)
}

function isBase64(char: string): boolean {
  return /[A-Za-z0-9+/=]/.test(char)
}

/** Private keys: PEM, and PEM inside base64 as kubeconfig files and Secrets hold it. */
export const privateKey: SecretKind = {
  name: 'private-key',
  hint: /PRIVATE KEY|LS0tLS1CRUdJTi/,
  redact: (text) => redactPem(text).replace(ENCODED, REDACTED),
}
