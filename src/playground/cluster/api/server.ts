import { createServer, type Server } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { ControlPlaneBackend } from '../backend.ts'
import type { Authority } from '../certificates.ts'
import { createAuthorizer } from './authorizer.ts'
import { bindUser, putBootstrapRoles } from './bootstrap-roles.ts'
import { createDisturbances, type Disturbances } from './disturbance.ts'
import { openFrontDoor } from './front-door.ts'
import { kubeconfigFor } from './kubeconfig.ts'
import { createPodIndex } from './pod-index.ts'
import { requestListener } from './request-listener.ts'
import { createTrafficCounter, type TrafficCounter } from './traffic.ts'
import { enrol, type KnownUser, type UserSpec } from './users.ts'

/** How to start a simulated API server. */
export interface ApiServerOptions {
  readonly backend: ControlPlaneBackend
  readonly certificates: Authority
  /** The first one is the default user of `kubeconfig()`. Default: one administrator. */
  readonly users?: readonly UserSpec[]
  /** Default 0: any free port. Always on loopback. */
  readonly port?: number
  /** Name of cluster and context in kubeconfigs; default `simulated`. */
  readonly name?: string
}

/** A running API server. */
export interface ApiServer {
  /** `https://127.0.0.1:<port>` */
  readonly url: string
  readonly caPem: string
  readonly disturbances: Disturbances
  readonly traffic: TrafficCounter
  /** A kubeconfig for a user (default: the first). Throws for a user that the server does not know. */
  kubeconfig(userName?: string): string
  /** Name, groups and credentials of a user (default: the first). */
  user(userName?: string): KnownUser
  /** Lets the port follow `backend.apiserverState()` now; it does by itself within some milliseconds. */
  sync(): Promise<void>
  close(): Promise<void>
}

const ADMINISTRATOR: UserSpec = { name: 'kubernetes-admin', groups: ['system:masters'] }
const SERVER_NAMES = ['127.0.0.1', '::1', 'localhost', 'kubernetes', 'kubernetes.default.svc']

async function httpsServer(certificates: Authority): Promise<Server> {
  const { certificatePem, keyPem } = await certificates.issueServer('kube-apiserver', SERVER_NAMES)
  const server = createServer({
    cert: certificatePem,
    key: keyPem,
    ca: certificates.caPem,
    // Certificates are optional, and a bad one is a 401 rather than a failed handshake.
    requestCert: true,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  })
  // Clients decide when idle connections end: Node's 5 s would race with their re-use.
  server.keepAliveTimeout = 0
  return server
}

/** Starts an HTTPS server that kubectl and client libraries take for a Kubernetes API server. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { backend, certificates, users: specs = [ADMINISTRATOR], port = 0, name = 'simulated' } = options
  putBootstrapRoles(backend.store)
  for (const spec of specs) bindUser(backend.store, spec)
  const users = await Promise.all(specs.map((spec) => enrol(spec, certificates)))
  const disturbances = createDisturbances()
  const traffic = createTrafficCounter()
  const context = { backend, authorizer: createAuthorizer(backend.store), podIndex: createPodIndex(backend.store) }
  const server = await httpsServer(certificates)
  server.on('request', requestListener({ context, users, disturbances, traffic }))
  server.on('secureConnection', (socket: TLSSocket) => traffic.connection(socket))
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  const door = await openFrontDoor(
    port,
    () => backend.apiserverState(),
    (socket) => server.emit('connection', socket),
  )
  const address = { name, url: `https://127.0.0.1:${door.port}`, caPem: certificates.caPem }

  function user(userName = specs[0]?.name): KnownUser {
    const known = users.find((candidate) => candidate.name === userName)
    if (!known) throw new Error(`the simulated API server knows no user ${userName}`)
    return known
  }

  return {
    url: address.url,
    caPem: address.caPem,
    disturbances,
    traffic,
    kubeconfig: (userName) => kubeconfigFor(address, user(userName)),
    user,
    sync: () => door.sync(),
    async close() {
      context.podIndex.close()
      await door.close()
    },
  }
}
