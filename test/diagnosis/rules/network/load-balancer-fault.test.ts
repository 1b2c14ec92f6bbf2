import { describe, expect, it } from 'vitest'
import { siblingsCollector } from '../../../../src/collectors/siblings.ts'
import type { Fact } from '../../../../src/diagnosis/fact.ts'
import { networkLoadBalancerFault as rule } from '../../../../src/diagnosis/rules/network/load-balancer-fault.ts'
import { scopeOf } from '../../../../src/diagnosis/scope.ts'
import { siblingsProvider } from '../../../../src/facts/siblings.ts'
import { apiserverRoutes } from '../../../collectors/apiserver-routes.ts'
import { factsFrom, type Route } from '../../../collectors/recorded-reader.ts'
import {
  apiserverFacts,
  identity,
  leader,
  reach,
  reachAll,
  recordedLeases,
  sibling,
  silentSibling,
} from '../../control-plane-facts.ts'
import { ago, now as builderNow, fact, textOf, verdictOf } from '../../facts-builder.ts'

const target = { kind: 'cluster' } as const
const cp = { labels: { 'node-role.kubernetes.io/control-plane': '' }, leaseRenewedAt: ago(4), leaseSeconds: 40 }

/** The verdict with the scope that the siblings among the facts give. */
function verdict(facts: readonly Fact[], now = builderNow) {
  const siblings = facts.filter((item): item is Fact<'siblingNode'> => item.kind === 'siblingNode')
  return verdictOf(rule, facts, { target, now, scope: scopeOf({ siblings, now }) })
}

/** Three nodes as a Table and their Leases, which stopped together at 18:50. */
function silentCluster(): Readonly<Record<string, Route>> {
  const names = ['node-1', 'node-2', 'node-3']
  const columnDefinitions = [{ name: 'Name' }, { name: 'Status' }, { name: 'Version' }]
  const rows = names.map((name) => ({ cells: [name, 'NotReady', 'v1.33.13'], object: { metadata: { name } } }))
  const items = names.map((name) => ({ metadata: { name }, spec: { renewTime: '2026-11-23T18:50:00.000000Z' } }))
  const condition = { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' }
  const node = { kind: 'Node', status: { conditions: [condition] } }
  const table = { kind: 'Table', columnDefinitions, rows }
  const leases = { kind: 'LeaseList', items }
  return {
    '/api/v1/nodes?limit=1000': table,
    '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases?limit=500': leases,
    ...Object.fromEntries(names.map((name) => [`/api/v1/nodes/${name}`, node])),
  }
}

describe('network.load-balancer-fault', () => {
  it('sees all nodes silent while the control plane writes', async () => {
    const leases = await recordedLeases('healthy')
    const nodes = await factsFrom(siblingsCollector, siblingsProvider, silentCluster(), target)
    const api = await apiserverFacts(apiserverRoutes())
    const result = verdict([...leases.facts, ...nodes, ...api], leases.now)
    expect(result).toMatchObject({ status: 'True', confidence: 0.7 })
    expect(textOf(result)).toContain('3 of 3 nodes fell silent')
  })

  it('sees that only control-plane nodes, which need no balancer, still report', () => {
    const workers = ['node-1', 'node-2', 'node-3'].map((name) => silentSibling(name))
    const result = verdict([...reachAll(), identity(3), sibling('cp-1', cp), ...workers])
    expect(textOf(result)).toContain('Only control-plane nodes still report')
  })

  it('is surer when the kubelet itself answers', () => {
    const kubelet = fact('kubeletReach', { outcome: 'ok', status: 200, message: '' })
    const result = verdict([...reachAll(), identity(3), kubelet, silentSibling('a'), silentSibling('b')])
    expect(result).toMatchObject({ confidence: 0.85 })
  })

  it('lets the sample speak where the Table alone is known', () => {
    const unread = Array.from({ length: 6 }, (_, index) => sibling(`n${index}`, { ready: 'False', reason: 'NotReady' }))
    const result = verdict([...reachAll(), identity(3), silentSibling('a'), silentSibling('b'), ...unread])
    expect(textOf(result)).toContain('8 of 8 nodes')
  })

  it('is less likely when nothing of the node comes back: then it is off or cut off', () => {
    const kubelet = fact('kubeletReach', { outcome: 'timeout', status: 503, message: 'i/o timeout' })
    const result = verdict([...reachAll(), identity(3), kubelet, silentSibling('a'), silentSibling('b')])
    expect(result).toMatchObject({ confidence: 0.45, against: [{}] })
  })

  it('is not claimed when a host refuses: there the kubelet itself is stopped', () => {
    const silent = [...reachAll(), identity(3), silentSibling('a'), silentSibling('b')]
    const refused = { outcome: 'refused', status: 503, message: 'connection refused' } as const
    expect(verdict([...silent, fact('kubeletReach', refused)])).toEqual({ status: 'False' })
    expect(verdict([...silent, fact('siblingReach', { node: 'a', ...refused })])).toEqual({ status: 'False' })
  })

  it('is not claimed of one silent node', () => {
    expect(verdict([...reachAll(), identity(3), silentSibling('a'), sibling('b'), sibling('c')])).toEqual({
      status: 'False',
    })
  })

  it('is not claimed of nodes that say themselves what is wrong', () => {
    const talking = ['a', 'b', 'c'].map((name) => sibling(name, { ready: 'False', reason: 'KubeletNotReady' }))
    expect(verdict([...reachAll(), identity(3), ...talking])).toEqual({ status: 'False' })
  })

  it('leaves a zone that is cut off to network.partition', () => {
    const zone = (value: string) => ({ labels: { 'topology.kubernetes.io/zone': value } })
    const facts = [silentSibling('a', zone('a')), silentSibling('b', zone('a')), sibling('c', zone('c'))]
    expect(verdict([...reachAll(), identity(3), ...facts])).toEqual({ status: 'False' })
  })

  it('is not claimed when nobody writes: then etcd is in trouble', () => {
    const facts = [identity(600), leader('kube-scheduler', 600), silentSibling('a'), silentSibling('b')]
    expect(verdict([...reachAll(), ...facts])).toEqual({ status: 'False' })
  })

  it('suspects a balancer with one dead backend when some requests are refused', () => {
    const facts = [reach('/version'), reach('/livez?verbose', { outcome: 'refused', status: 0 })]
    expect(verdict(facts)).toMatchObject({ status: 'True', severity: 'warning', confidence: 0.45 })
  })
})
