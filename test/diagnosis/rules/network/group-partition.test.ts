import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../../src/diagnosis/fact.ts'
import { groupPartition } from '../../../../src/diagnosis/rules/network/group-partition.ts'
import { scopeOf } from '../../../../src/diagnosis/scope.ts'
import { identity, sibling, silentSibling } from '../../control-plane-facts.ts'
import { ago, contextWith, fact, now } from '../../facts-builder.ts'

const zone = (value: string) => ({ labels: { 'topology.kubernetes.io/zone': value } })
const healthy = [sibling('b1', zone('b')), sibling('b2', zone('b'))]

function verdictOn(
  siblingNode: readonly Fact<'siblingNode'>[],
  identitySeconds = 4,
  siblingReach: readonly Fact<'siblingReach'>[] = [],
) {
  const scope = scopeOf({ siblings: siblingNode, now })
  const facts = { siblingNode, siblingReach, leaderLease: [], apiserverLease: [identity(identitySeconds)] }
  return groupPartition(facts, contextWith({ target: { kind: 'cluster' }, scope }))
}

describe('groupPartition', () => {
  it('sees that one zone fell silent', () => {
    const silent = [silentSibling('a1', zone('a')), silentSibling('a2', zone('a'))]
    expect(verdictOn([...silent, ...healthy])).toMatchObject({
      status: 'True',
      confidence: 0.75,
      summary: expect.stringContaining('topology.kubernetes.io/zone=a'),
    })
  })

  it('takes a rack for a place, and a pool for none', () => {
    const nodes = (key: string) => [
      ...['a1', 'a2'].map((name) => silentSibling(name, { labels: { [key]: 'x' } })),
      ...['b1', 'b2'].map((name) => sibling(name, { labels: { [key]: 'y' } })),
    ]
    expect(verdictOn(nodes('example.com/rack')).status).toBe('True')
    expect(verdictOn(nodes('example.com/node-pool')).status).toBe('False')
  })

  it('is not claimed of nodes that say themselves what is wrong', () => {
    const talking = { ready: 'False', reason: 'KubeletNotReady', message: 'PLEG is not healthy' } as const
    const sick = ['a1', 'a2'].map((name) => sibling(name, { ...zone('a'), ...talking }))
    expect(verdictOn([...sick, ...healthy])).toEqual({ status: 'False' })
  })

  it('is not claimed of a single node', () => {
    expect(verdictOn([silentSibling('a1', zone('a')), ...healthy])).toEqual({ status: 'False' })
  })

  it('is not claimed while nobody writes', () => {
    const silent = [silentSibling('a1', zone('a')), silentSibling('a2', zone('a'))]
    expect(verdictOn([...silent, ...healthy], 500)).toEqual({ status: 'False' })
  })

  it('is not claimed of nodes that fell silent long after one another', () => {
    const silent = [silentSibling('a1', zone('a')), silentSibling('a2', { ...zone('a'), leaseRenewedAt: ago(2_400) })]
    expect(verdictOn([...silent, ...healthy])).toEqual({ status: 'False' })
  })

  it('is not claimed of nodes whose hosts refuse: those are reached', () => {
    const silent = [silentSibling('a1', zone('a')), silentSibling('a2', zone('a'))]
    const refused = fact('siblingReach', { node: 'a2', outcome: 'refused', status: 503, message: '' })
    expect(verdictOn([...silent, ...healthy], 4, [refused])).toEqual({ status: 'False' })
  })
})
