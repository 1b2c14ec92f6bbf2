import { describe, expect, it } from 'vitest'
import { kubeletHealthCollector } from '../../src/collectors/kubelet-health.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import type { Fact, FactKind } from '../../src/diagnosis/fact.ts'
import { kubeletHealthProvider } from '../../src/facts/kubelet-health.ts'
import { factsOfState } from './recorded-node.ts'
import { factsFrom, type Route } from './recorded-reader.ts'

const path = '/api/v1/nodes/rig-node-1/proxy/healthz?verbose'

function factsWith(route: Route): Promise<readonly Fact[]> {
  return factsFrom(kubeletHealthCollector, kubeletHealthProvider, { [path]: route })
}

function factValue(facts: readonly Fact[], kind: FactKind): unknown {
  return facts.find((fact) => fact.kind === kind)?.value
}

describe('kubelet-health', () => {
  it('tells of a kubelet that answers and is well', async () => {
    const { facts } = await factsOfState('healthy')
    expect(factValue(facts, 'kubeletReach')).toEqual({ outcome: 'ok', status: 200, message: '[+]ping ok' })
    expect(factValue(facts, 'kubeletHealth')).toEqual({ failedChecks: [] })
  })

  it.each([
    ['kubelet-stopped-75s', 'refused'],
    ['kubelet-hung-5s', 'tls-timeout'],
    ['kubelet-serving-cert-untrusted', 'tls-name'],
  ])('tells how the API server failed to reach it: %s is %s', async (state, outcome) => {
    const { facts } = await factsOfState(state)
    expect(factValue(facts, 'kubeletReach')).toMatchObject({ outcome, status: 503 })
    expect(factValue(facts, 'kubeletHealth')).toBeUndefined()
  })

  it('names the checks that fail, and still calls the kubelet reached', async () => {
    const body = '[+]ping ok\n[+]log ok\n[-]syncloop failed: reason withheld\nhealthz check failed\n'
    const facts = await factsWith({ status: 500, contentType: 'text/plain', body })
    expect(factValue(facts, 'kubeletReach')).toMatchObject({ outcome: 'ok', status: 500 })
    expect(factValue(facts, 'kubeletHealth')).toEqual({ failedChecks: ['syncloop'] })
  })

  it('says that a timeout was our own, not the API server’s', async () => {
    const facts = await factsWith(new ReadError('timeout', 'aborted'))
    expect(factValue(facts, 'kubeletReach')).toMatchObject({ outcome: 'timeout', status: 0 })
    expect(JSON.stringify(facts)).toContain('our own limit of 10.5 s')
  })

  it('does not take a refusal by the kubelet itself for health or illness', async () => {
    const facts = await factsWith({ status: 401, contentType: 'text/plain', body: 'Unauthorized' })
    expect(facts.map(({ kind }) => kind)).toEqual(['kubeletReach'])
    expect(factValue(facts, 'kubeletReach')).toMatchObject({ outcome: 'http-error', status: 401 })
  })
})
