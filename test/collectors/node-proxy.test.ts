import { describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../../src/collectors/cluster-reader.ts'
import { askKubelet } from '../../src/collectors/node-proxy.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import type { Target } from '../../src/diagnosis/target.ts'

const asked: string[] = []

function ask(answer: Partial<ApiAnswer> | Error, signal = new AbortController().signal, target?: Target) {
  const request = {
    target: target ?? ({ kind: 'node', name: 'node-3' } as const),
    now: () => 0,
    signal,
    read: {
      cluster: 'test',
      server: 'https://127.0.0.1',
      async get(path: string) {
        asked.push(path)
        if (answer instanceof Error) throw answer
        return { status: 200, contentType: 'text/plain', body: '', ...answer }
      },
    },
  }
  return askKubelet(request, '/healthz?verbose', { waitMs: 4_000 })
}

function status(code: number, message: string): Partial<ApiAnswer> {
  const body = JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code })
  return { status: code, contentType: 'application/json', body }
}

describe('askKubelet', () => {
  it('goes through the node proxy of the API server', async () => {
    await ask({ body: 'ok' })
    expect(asked.at(-1)).toBe('/api/v1/nodes/node-3/proxy/healthz?verbose')
  })

  it('takes an error in plain text for the kubelet’s own answer', async () => {
    const answer = await ask({ status: 500, body: '[-]syncloop failed: reason withheld' })
    expect(answer).toMatchObject({ kind: 'answered', status: 500 })
  })

  it.each([
    'error trying to reach service: dial tcp 127.0.0.1:10250: connect: connection refused',
    'error trying to reach service: net/http: TLS handshake timeout',
  ])('tells that the API server did not reach the kubelet: %s', async (message) => {
    expect(await ask(status(503, message))).toEqual({ kind: 'unreached', status: 503, message })
  })

  it.each([
    ['forbidden', status(403, 'nodes "node-3" is forbidden: User "viewer" cannot get resource "nodes/proxy"')],
    ['not-found', status(404, 'nodes "node-3" not found')],
    ['invalid', status(400, 'address not allowed')],
    ['unavailable', status(500, 'rpc error: code = Unavailable desc = keepalive ping failed to receive ACK')],
    ['unavailable', status(503, 'error trying to reach service: No agent available')],
    [
      'unavailable',
      status(503, 'error trying to reach service: proxy error from 127.0.0.1:6443 while dialing, code 502'),
    ],
    [
      'timeout',
      {
        status: 504,
        body: '{"metadata":{},"status":"Failure","message":"Timeout: request did not complete","code":504}',
      },
    ],
    ['unavailable', { status: 503, contentType: 'text/html', body: '<html><h1>503 Service Unavailable</h1></html>' }],
  ] as const)('makes a gap (%s) of what says nothing about the kubelet', async (reason, answer) => {
    await expect(ask(answer)).rejects.toMatchObject({ name: 'ReadError', reason })
  })

  it('calls a timeout of this one request silence', async () => {
    const answer = await ask(new ReadError('timeout', 'aborted', { outcome: 'timeout' }))
    expect(answer).toEqual({ kind: 'silent', waitedMs: 4_000 })
  })

  it('does not call it silence when the whole diagnosis is over', async () => {
    const over = AbortSignal.abort(new ReadError('timeout', 'the end'))
    await expect(ask(new ReadError('timeout', 'aborted'), over)).rejects.toThrow('aborted')
  })

  it('passes on that the API server itself refused', async () => {
    const refused = new ReadError('unavailable', 'connect ECONNREFUSED', { outcome: 'refused' })
    await expect(ask(refused)).rejects.toBe(refused)
  })

  it('asks only nodes', async () => {
    await expect(ask({}, undefined, { kind: 'cluster' })).rejects.toThrow('belongs to a node')
  })
})
