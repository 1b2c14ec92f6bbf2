import type { EpochMs, GapReason } from '../diagnosis/evidence.ts'
import type { ApiAnswer, ClusterReader, ReadOptions } from './cluster-reader.ts'
import { asText, at, isRecord, type JsonRecord } from './kube-json.ts'
import { ReadError } from './read-error.ts'

/** Longest part of a foreign body that goes into a message. */
const quotedLength = 300

/** A Kubernetes object with the API server's clock at the time of the answer. */
export interface DatedJson {
  readonly json: JsonRecord
  readonly date?: EpochMs
}

/**
 * GETs one Kubernetes object or list. Throws `ReadError` for every status but 200, and for a 200 that is no
 * Kubernetes JSON: a proxy's login page and a kubelet's HTML listing also answer 200.
 */
export async function readJson(read: ClusterReader, path: string, options: ReadOptions): Promise<JsonRecord> {
  return (await readDatedJson(read, path, options)).json
}

/** As `readJson`, with the server's time, for what ages quickly. */
export async function readDatedJson(read: ClusterReader, path: string, options: ReadOptions): Promise<DatedJson> {
  const answer = await read.get(path, { accept: 'json', ...options })
  return { json: objectOf(path, answer), date: answer.date }
}

/** The Kubernetes object in an answer; throws as `readJson` does. */
export function objectOf(path: string, answer: ApiAnswer): JsonRecord {
  const error = answerError(path, answer)
  if (error) throw error
  const json = parseJson(answer.body)
  if (isRecord(json) && asText(json['kind']) !== '') return json
  throw new ReadError('invalid', `GET ${path}: 200, but no Kubernetes object: ${quoted(answer.body) || 'empty body'}`)
}

/** The error that an answer is, or undefined for 200. */
export function answerError(path: string, answer: ApiAnswer): ReadError | undefined {
  if (answer.status === 200) return undefined
  const message = answerMessage(answer) || 'no message'
  return new ReadError(gapReasonOf(answer.status), `GET ${path}: ${answer.status} ${message}`, {
    outcome: 'http-error',
  })
}

/**
 * What the answer says, in one line: the message of its Status, else its text. A 504 of the API server's own
 * timeout filter is a Status without kind and apiVersion, so neither is asked for. Of a page its title is enough.
 */
export function answerMessage(answer: ApiAnswer): string {
  const { body, location, retryAfter } = answer
  if (location) return quoted(`redirects to ${location}`)
  const said = quoted(asText(at(parseJson(body), 'message')) || pageText(body) || body)
  const wait =
    retryAfter && quoted(`asks to wait ${/^\d+$/.test(retryAfter) ? `${retryAfter} s` : `until ${retryAfter}`}`)
  return [said, wait].filter(Boolean).join('; ')
}

/** What an HTML page calls itself: its title, else its first heading; undefined for what is no page. */
export function pageText(body: string): string | undefined {
  if (!/^\s*<(!doctype html|html|head|body)\b/i.test(body)) return undefined
  const named = /<(title|h1|h2)\b[^>]*>([^<]+)</i.exec(body.slice(0, 20_000))
  return quoted(named?.[2] ?? body.slice(0, 2_000).replace(/<[^>]*>/g, ' '))
}

/** Which kind of gap a status is. */
function gapReasonOf(status: number): GapReason {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 408 || status === 504) return 'timeout'
  if (status === 429 || status >= 500) return 'unavailable'
  return 'invalid'
}

/** The value, or undefined for text that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** White space of any kind becomes one space, and the end is cut off. */
export function quoted(text: string, limit = quotedLength): string {
  const line = text
    .slice(0, limit * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
