import { describe, expect, it } from 'vitest'
import { parseHealthChecks } from '../../src/collectors/health-checks.ts'
import { fixtureText } from './recorded-reader.ts'

describe('parseHealthChecks', () => {
  it('reads passing and failing checks', () => {
    const checks = parseHealthChecks(fixtureText('control-plane/etcd-stopped-readyz.txt'))
    expect(checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(['etcd', 'etcd-readiness'])
    expect(checks).toContainEqual({ check: 'poststarthook/rbac/bootstrap-roles', ok: true })
  })

  it('reads excluded checks as passing', () => {
    expect(parseHealthChecks('[+]etcd excluded: ok\n')).toEqual([{ check: 'etcd', ok: true }])
  })

  it.each(['ok', '', '<html>502 Bad Gateway</html>', '{"kind":"Status"}'])('finds none in %j', (body) => {
    expect(parseHealthChecks(body)).toEqual([])
  })
})
