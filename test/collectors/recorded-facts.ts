import { existsSync } from 'node:fs'
import type { Collector } from '../../src/collectors/collector.ts'
import { eventsCollector } from '../../src/collectors/events.ts'
import { leaseCollector } from '../../src/collectors/lease.ts'
import { nodeCollector } from '../../src/collectors/node.ts'
import type { Fact } from '../../src/diagnosis/fact.ts'
import { eventsProvider } from '../../src/facts/events.ts'
import { leaseProvider } from '../../src/facts/lease.ts'
import { nodeProvider } from '../../src/facts/node.ts'
import type { FactProvider } from '../../src/facts/provider.ts'
import { factsFrom, fixtureText } from './recorded-reader.ts'

const sources: readonly {
  readonly part: string
  readonly path: string
  readonly collector: Collector
  readonly provider: FactProvider
}[] = [
  { part: 'node', path: '/api/v1/nodes/rig-node-1', collector: nodeCollector, provider: nodeProvider },
  {
    part: 'lease',
    path: '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/rig-node-1',
    collector: leaseCollector,
    provider: leaseProvider,
  },
  {
    part: 'events',
    path: '/api/v1/events?fieldSelector=involvedObject.kind%3DNode%2CinvolvedObject.name%3Drig-node-1&limit=500',
    collector: eventsCollector,
    provider: eventsProvider,
  },
]

/** Facts of a state under test/fixtures/node, through the collectors and providers of Node, Lease and Events. */
export async function recordedFacts(state: string): Promise<readonly Fact[]> {
  const facts: Fact[] = []
  for (const { part, path, collector, provider } of sources) {
    const file = `node/${state}.${part}.json`
    if (!existsSync(new URL(`../fixtures/${file}`, import.meta.url))) continue
    const body = fixtureText(file)
    const status = JSON.parse(body).kind === 'Status' ? 404 : 200
    const namesPath = '/api/v1/nodes?includeObject=None&limit=1000'
    facts.push(...(await factsFrom(collector, provider, { [path]: { status, body }, [namesPath]: { status: 403 } })))
  }
  return facts
}
