import type { ServerResponse } from 'node:http'
import type { SimClock } from '../../cluster/sim-clock.ts'
import type { Fields } from '../fields.ts'
import type { AnswerMisbehaviour } from '../misbehaviour.ts'

/** An HTTP answer before it is sent. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function jsonAnswer(
  body: Fields,
  more: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8', ...more.headers }
  return { status: more.status ?? 200, headers, body: JSON.stringify(body) }
}

export function textAnswer(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html' }, body }
}

export function limitedAnswer(retryAfterSeconds: number): Answer {
  const headers = { 'retry-after': String(retryAfterSeconds) }
  return jsonAnswer({ ok: false, error: 'ratelimited' }, { status: 429, headers })
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return
  response.writeHead(status, headers)
  response.end(body)
}

/** Does the work and answers, or misbehaves as planned. The work runs at most once, and only when it should take effect. */
export function perform(
  response: ServerResponse,
  misbehaviour: AnswerMisbehaviour | undefined,
  clock: SimClock,
  work: () => Answer,
): void {
  const instead = misbehaviour && answerInstead(misbehaviour)
  if (instead) {
    send(response, instead)
    return
  }
  const answer = takesEffect(misbehaviour) ? work() : undefined
  if (misbehaviour?.kind === 'hung') return
  if (misbehaviour?.kind === 'dropped') response.destroy()
  else if (misbehaviour?.kind === 'late') clock.after(misbehaviour.delayMs, () => answer && send(response, answer))
  else if (answer) send(response, answer)
}

function answerInstead(misbehaviour: AnswerMisbehaviour): Answer | undefined {
  if (misbehaviour.kind === 'limited') return limitedAnswer(misbehaviour.retryAfterSeconds)
  if (misbehaviour.kind === 'status') return textAnswer('', misbehaviour.status)
  return misbehaviour.kind === 'error' ? jsonAnswer({ ok: false, error: misbehaviour.error }) : undefined
}

function takesEffect(misbehaviour: AnswerMisbehaviour | undefined): boolean {
  return misbehaviour?.kind === 'hung' || misbehaviour?.kind === 'dropped' ? misbehaviour.done : true
}
