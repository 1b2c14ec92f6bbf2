import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { textField } from '../fields.ts'
import type { DeliveryMisbehaviour } from '../misbehaviour.ts'
import type { AppSpec } from '../state/app.ts'
import { readBody } from '../web-api/read-body.ts'
import { signatureHeaders } from './signature.ts'
import type { Outgoing, Reply, Transport } from './transport.ts'

const form = 'application/x-www-form-urlencoded'

/** Signed POSTs to the app's request URL. Signatures carry real time: the app's side checks them against its own clock. */
export function createHttpTransport(app: AppSpec, requestUrl: string): Transport {
  return {
    send(outgoing, misbehaviour) {
      const { body, contentType } = encode(outgoing)
      const headers = {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...sign(app, body, misbehaviour),
        ...retryHeaders(outgoing),
      }
      return post(requestUrl, headers, body, misbehaviour?.kind === 'cut')
    },
  }
}

function encode({ kind, payload }: Outgoing): { body: string; contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' }
  if (kind === 'interactive') {
    return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), contentType: form }
  }
  const fields = Object.keys(payload).map((key): [string, string] => [key, textField(payload, key) ?? ''])
  return { body: new URLSearchParams(fields).toString(), contentType: form }
}

function sign(app: AppSpec, body: string, misbehaviour: DeliveryMisbehaviour | undefined) {
  const secret = misbehaviour?.kind === 'bad-signature' ? `not ${app.signingSecret}` : app.signingSecret
  const shiftMs = misbehaviour?.kind === 'time-shift' ? misbehaviour.shiftMs : 0
  return signatureHeaders(secret, body, Math.floor((Date.now() + shiftMs) / 1000))
}

function retryHeaders({ retry }: Outgoing): Readonly<Record<string, string>> {
  if (!retry) return {}
  return { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
}

function post(
  url: string,
  headers: Readonly<Record<string, string | number>>,
  body: string,
  cut: boolean,
): Promise<Reply> {
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: 'unreachable', reason: error.message, noRetry: false })
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      readReply(response).then(resolve, fail)
    })
    sent.on('error', fail)
    sent.end(body, () => cut && cutOff(sent))
  })
}

function cutOff(sent: ClientRequest): void {
  sent.destroy(new Error('the connection was cut'))
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  const body = (await readBody(response)).toString()
  const noRetry = response.headers['x-slack-no-retry'] === '1'
  return { status: 'answered', httpStatus: response.statusCode ?? 0, body, noRetry }
}
