import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { type Fields, objectField, textField } from '../fields.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import { type Answer, jsonAnswer, limitedAnswer } from './answer.ts'
import { createArguments } from './arguments.ts'
import type { WebApiMethod } from './method.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { Refusal } from './refusal.ts'
import { requireScope } from './scopes.ts'

/** A call as it came in and how it ended; for tests and for an accounting. */
export interface ApiCall {
  readonly method: string
  readonly args: Fields
  readonly at: EpochMs
  readonly status: number
  readonly ok: boolean
  readonly error: string | undefined
}

export interface WebApi {
  /** Adds a method that lives elsewhere. */
  add(method: WebApiMethod): void
  call(method: string, args: Fields, token: string | undefined): Answer
  readonly calls: readonly ApiCall[]
}

export interface WebApiParts {
  readonly state: WorkspaceState
  readonly methods: readonly WebApiMethod[]
  readonly limiter: RateLimiter | undefined
  readonly baseUrl: () => string
}

/** Runs one call: the method, its token, its scopes, its limits, then the method itself. */
export function createWebApi({ state, methods, limiter, baseUrl }: WebApiParts): WebApi {
  const byName = new Map(methods.map((method) => [method.name, method]))
  const calls: ApiCall[] = []

  function run(name: string, args: Fields, token: string | undefined): Answer {
    const method = byName.get(name)
    if (!method) throw new Refusal('unknown_method', { req_method: name })
    requireToken(state, method, token ?? textField(args, 'token'))
    requireScope(state, ...(method.scopes ?? []))
    const wait = limiter?.take(name, method.tier, textField(args, 'channel'))
    if (wait !== undefined) return limitedAnswer(wait)
    const warnings: string[] = []
    const warn = (warning: string) => warnings.push(warning)
    const result = method.run({ args: createArguments(args), state, baseUrl: baseUrl(), warn })
    return jsonAnswer({ ok: true, ...withWarnings(result, warnings) }, { headers: scopeHeaders(state, method) })
  }

  return {
    calls,
    add: (method) => byName.set(method.name, method),
    call(method, args, token) {
      const answer = refusalsAnswered(() => run(method, args, token))
      const { token: _, ...shown } = args
      const body: Fields = JSON.parse(answer.body)
      const outcome = { status: answer.status, ok: body['ok'] === true, error: textField(body, 'error') }
      calls.push({ method, args: shown, at: state.clock.now(), ...outcome })
      state.changes.notify()
      return answer
    },
  }
}

function refusalsAnswered(run: () => Answer): Answer {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return jsonAnswer({ ok: false, error: error.error, ...error.details })
  }
}

function requireToken(
  { app, tokenTrouble }: WorkspaceState,
  { token: kind = 'bot' }: WebApiMethod,
  token: string | undefined,
) {
  if (kind === 'none') return
  if (!token) throw new Refusal('not_authed')
  if (token !== app.token && token !== app.appToken) throw new Refusal('invalid_auth')
  if (tokenTrouble) throw new Refusal(tokenTrouble)
  if (token !== (kind === 'bot' ? app.token : app.appToken)) throw new Refusal('not_allowed_token_type')
  if (kind === 'app' && !app.appScopes.includes('connections:write')) {
    throw new Refusal('missing_scope', { needed: 'connections:write', provided: app.appScopes.join(',') })
  }
}

function withWarnings(result: Fields, warnings: readonly string[]): Fields {
  if (warnings.length === 0) return result
  const metadata = { ...objectField(result, 'response_metadata'), warnings }
  return { ...result, warning: warnings.join(','), response_metadata: metadata }
}

function scopeHeaders({ app }: WorkspaceState, { scopes = [] }: WebApiMethod): Readonly<Record<string, string>> {
  return { 'x-oauth-scopes': app.scopes.join(','), 'x-accepted-oauth-scopes': scopes.join(',') }
}
