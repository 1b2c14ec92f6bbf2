/** One line of a component's `?verbose` health answer. */
export interface HealthCheck {
  /** Name as printed, e.g. `etcd`, `poststarthook/rbac/bootstrap-roles`. */
  readonly check: string
  readonly ok: boolean
}

/**
 * Reads the lines of `/livez?verbose`, `/readyz?verbose` or `/healthz?verbose` (Kubernetes docs, "Kubernetes API health
 * endpoints"): `[+]ping ok`, `[-]etcd failed: reason withheld`, `[+]etcd excluded: ok`. Any other text has none.
 */
export function parseHealthChecks(body: string): readonly HealthCheck[] {
  const lines = body.matchAll(/^\[([+-])\](\S+) (?:ok|failed|excluded)/gm)
  return [...lines].map(([, sign, check = '']) => ({ check, ok: sign === '+' }))
}
