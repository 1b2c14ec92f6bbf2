import type { ServerResponse } from 'node:http'

/** What a handler answers; the response writer turns it into HTTP. */
export type Reply = JsonReply | TextReply | StreamReply

/** A Kubernetes object, list or Status. */
export interface JsonReply {
  readonly kind: 'json'
  readonly code: number
  readonly body: object
  readonly contentType?: string
}

/** Anything else: health checks, logs, what a kubelet said. */
export interface TextReply {
  readonly kind: 'text'
  readonly code: number
  readonly body: string
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A watch: the handler writes until it ends or the client goes. */
interface StreamReply {
  readonly kind: 'stream'
  readonly run: (response: ServerResponse) => void
}

/** Go's `http.Error` and most plain handlers use this type. */
export const TEXT_PLAIN = 'text/plain; charset=utf-8'

/** A JSON answer. */
export function json(body: object, code = 200, contentType?: string): JsonReply {
  return { kind: 'json', code, body, contentType }
}

/** A text answer. */
export function text(body: string, code = 200, contentType = TEXT_PLAIN): TextReply {
  return { kind: 'text', code, body, contentType }
}
