import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

/** A request as an app's request URL gets it. */
export interface Received {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface RequestUrl {
  readonly url: string
  readonly received: readonly Received[]
  close(): Promise<void>
}

/** An app that is only a request URL: it answers each request with what `answer` says, or never. */
export async function startRequestUrl(
  answer: (
    request: Received,
    index: number,
  ) => { status: number; headers?: Record<string, string>; body?: string } | 'never',
): Promise<RequestUrl> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const got = { headers: request.headers, body }
    received.push(got)
    const reply = answer(got, received.length - 1)
    if (reply === 'never') return
    response.writeHead(reply.status, reply.headers)
    response.end(reply.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/slack/events`,
    received,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
