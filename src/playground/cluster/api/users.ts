import { randomBytes } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { Authority, KeyPair } from '../certificates.ts'
import { unauthorized } from './status.ts'

/** Who a request comes from, as authorization sees it. */
export interface User {
  readonly name: string
  readonly groups: readonly string[]
}

/** A user that the simulated API server shall know. */
export interface UserSpec {
  /** `person`, or `system:serviceaccount:<namespace>:<name>`. */
  readonly name: string
  /** Besides those that follow from the name; `system:masters` may do everything. */
  readonly groups?: readonly string[]
  /** Default: a token for service accounts, a client certificate for everybody else. */
  readonly credential?: 'certificate' | 'token'
  /** ClusterRoles to bind the user to, e.g. `view`. */
  readonly clusterRoles?: readonly string[]
}

/** A user with what proves it. */
export interface KnownUser extends User {
  readonly token?: string
  readonly certificate?: KeyPair
}

/** A request without any credentials. */
const ANONYMOUS: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] }

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/

function implicitGroups(name: string): readonly string[] {
  const namespace = SERVICE_ACCOUNT.exec(name)?.[1]
  return namespace ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : []
}

/** Makes the credentials of a user. */
export async function enrol(spec: UserSpec, authority: Authority): Promise<KnownUser> {
  const groups = [...(spec.groups ?? []), ...implicitGroups(spec.name)]
  const credential = spec.credential ?? (SERVICE_ACCOUNT.test(spec.name) ? 'token' : 'certificate')
  const user = { name: spec.name, groups }
  return credential === 'token'
    ? { ...user, token: randomBytes(24).toString('base64url') }
    : { ...user, certificate: await authority.issueClient(spec.name, groups) }
}

function authenticated(name: string, groups: readonly string[]): User {
  return { name, groups: [...groups, 'system:authenticated'] }
}

/** CN and O of a client certificate; a name with several O arrives as an array. */
function fromCertificate(socket: TLSSocket): User | undefined {
  const subject: Partial<Record<'CN' | 'O', string | string[]>> | undefined = socket.getPeerCertificate().subject
  if (!subject?.CN) return undefined
  if (!socket.authorized) throw unauthorized()
  return authenticated([subject.CN].flat().join(), [subject.O ?? []].flat())
}

/** Finds out who sent a request; unknown credentials are refused, absent ones make `system:anonymous`. */
export function authenticate(header: string | undefined, socket: TLSSocket, known: readonly KnownUser[]): User {
  const token = /^bearer +(.+)$/i.exec(header ?? '')?.[1]
  if (token === undefined) return fromCertificate(socket) ?? ANONYMOUS
  const owner = known.find((user) => user.token === token)
  if (!owner) throw unauthorized()
  return authenticated(owner.name, owner.groups)
}
