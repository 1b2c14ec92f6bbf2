import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { type ConnectedCluster, type ConnectOptions, connect } from '../../../src/adapters/kubernetes.ts'
import { loadConfig } from '../../../src/config.ts'
import { type Authority, createAuthority } from '../../../src/playground/cluster/certificates.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A small server that a test made, with what it saw. */
export interface TestServer {
  readonly port: number
  readonly url: string
  readonly requests: IncomingMessage[]
  /** TCP connections accepted so far. */
  connections(): number
  /** TCP connections that stand now. */
  open(): number
  /** Resolves when no connection stands any more. */
  allClosed(): Promise<void>
  close(): Promise<void>
}

const cleanups: (() => Promise<void>)[] = []

/** Stops every server that the tests of a file started; for `afterAll`. */
export async function closeServers(): Promise<void> {
  for (const clean of cleanups.splice(0)) await clean()
}

let authority: Promise<Authority> | undefined

/** One authority for all tests of a file: making keys takes time. */
export function testAuthority(): Promise<Authority> {
  authority ??= createAuthority(Date.now())
  return authority
}

/** Listens on loopback until closed; closing cuts every connection. */
export async function listen(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>()
  const requests: IncomingMessage[] = []
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', (request: IncomingMessage) => requests.push(request))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  cleanups.push(close)
  async function allClosed(): Promise<void> {
    for (const socket of sockets) await new Promise((resolve) => socket.once('close', resolve))
  }
  const counts = { connections: () => connections, open: () => sockets.size }
  return { port, url: `https://127.0.0.1:${port}`, requests, ...counts, allClosed, close }
}

/** An https server with a certificate of the test's authority. */
export async function httpsServer(handler: Handler, options: ServerOptions & { names?: string[] } = {}) {
  const { names = ['127.0.0.1', 'localhost'], ...tls } = options
  const pair = await (await testAuthority()).issueServer('apiserver', names)
  return listen(createServer({ cert: pair.certificatePem, key: pair.keyPem, ...tls }, handler))
}

/** A plain http server. */
export async function httpServer(handler: Handler): Promise<TestServer> {
  const server = await listen(createHttpServer(handler))
  return { ...server, url: server.url.replace('https:', 'http:') }
}

/** Answers every request with what the server knows about the caller. */
export function whoAmI(request: IncomingMessage, response: ServerResponse): void {
  const { subject } = (request.socket as TLSSocket).getPeerCertificate?.() ?? {}
  const seen = {
    kind: 'Seen',
    url: request.url,
    authorization: request.headers.authorization,
    accept: request.headers.accept,
    certificate: subject ? `${subject.CN}/${subject.O}` : undefined,
    raw: request.rawHeaders,
  }
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(seen))
}

/** Writes files into a fresh folder and returns its path. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubemedic-test-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: 0o755 })
  return folder
}

/** The environment of somebody without any setting. */
export const bareEnvironment = loadConfig({ PATH: process.env['PATH'] }).kubernetes

/** Connects through a kubeconfig file made of one cluster and one user. */
export function connectWith(
  cluster: object,
  user?: object,
  options: Partial<ConnectOptions> = {},
): Promise<ConnectedCluster> {
  const file = join(folderWith({ config: kubeconfig(cluster, user) }), 'config')
  return connect({ kubeconfig: file, env: bareEnvironment, ...options })
}

/** GETs a path and reads the answer of `whoAmI`. */
export async function ask(cluster: ConnectedCluster, path = '/version'): Promise<Seen> {
  const answer = await cluster.get(path, { signal: AbortSignal.timeout(5000) })
  return JSON.parse(answer.body)
}

/** What `whoAmI` answers. */
export interface Seen {
  readonly url: string
  readonly authorization?: string
  readonly accept: string
  readonly certificate?: string
  readonly raw: readonly string[]
}

/** A kubeconfig with one context, as JSON (which is YAML too). */
export function kubeconfig(cluster: object, user?: object): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test-cluster', cluster }],
    users: user ? [{ name: 'tester', user }] : null,
    contexts: [{ name: 'test', context: { cluster: 'test-cluster', ...(user ? { user: 'tester' } : {}) } }],
    'current-context': 'test',
  })
}

/** base64, as kubeconfig's `-data` fields are. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** A server that tells who asks, taking client certificates of the test authority, and a kubeconfig's entry for it. */
export async function credentialServer() {
  const ca = (await testAuthority()).caPem
  const server = await httpsServer(whoAmI, { requestCert: true, ca, rejectUnauthorized: false })
  const cluster = (more: object = {}) => ({
    server: server.url,
    'certificate-authority-data': base64(ca),
    ...more,
  })
  return { server, ca, cluster }
}
