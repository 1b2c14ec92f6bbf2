import type { WorkspaceState } from '../state/workspace-state.ts'
import { Refusal } from './refusal.ts'

/** Refuses unless one of the scopes was granted, with `needed` and `provided` as Slack names them. */
export function requireScope({ app }: WorkspaceState, ...anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => app.scopes.includes(scope))) return
  throw new Refusal('missing_scope', { needed: anyOf.join(','), provided: app.scopes.join(',') })
}

export function hasScope({ app }: WorkspaceState, scope: string): boolean {
  return app.scopes.includes(scope)
}
