import type { HealthCheck } from '../backend.ts'
import type { ApiRequest } from './api-request.ts'
import { type Reply, text } from './reply.ts'
import { noSuchPath } from './status.ts'

/** `/livez`, `/readyz` and `/healthz`. https://kubernetes.io/docs/reference/using-api/health-checks/ */
type Endpoint = 'livez' | 'readyz' | 'healthz'

const PATH = /^\/(livez|readyz|healthz)(?:\/(.+))?$/

/** Go's http.Error ends its text with a newline. */
function failure(body: string): Reply {
  return text(`${body}\n`, 500)
}

function oneCheck(checks: readonly HealthCheck[], name: string): Reply {
  const check = checks.find((candidate) => candidate.name === name)
  if (!check) throw noSuchPath()
  return check.ok ? text('ok') : failure(`internal server error: ${check.detail}`)
}

function lineOf({ name, ok }: HealthCheck, excluded: ReadonlySet<string>): string {
  if (excluded.has(name)) return `[+]${name} excluded: ok`
  return ok ? `[+]${name} ok` : `[-]${name} failed: reason withheld`
}

function allChecks(endpoint: Endpoint, checks: readonly HealthCheck[], query: URLSearchParams): Reply {
  const excluded = new Set(query.getAll('exclude'))
  const lines = checks.map((check) => lineOf(check, excluded))
  const passed = checks.every(({ name, ok }) => ok || excluded.has(name))
  if (!passed) return failure([...lines, `${endpoint} check failed`].join('\n'))
  return query.has('verbose') ? text(`${[...lines, `${endpoint} check passed`].join('\n')}\n`) : text('ok')
}

/** Answers a health path, or undefined if the path is none. */
export async function healthReply({ info, query, context }: ApiRequest): Promise<Reply | undefined> {
  const match = PATH.exec(info.path)
  if (!match) return undefined
  const endpoint = match[1] as Endpoint
  const checks = await context.backend.health(endpoint)
  return match[2] === undefined ? allChecks(endpoint, checks, query) : oneCheck(checks, match[2])
}
