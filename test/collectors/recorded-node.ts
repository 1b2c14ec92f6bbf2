import { collectAll } from '../../src/collectors/collect-all.ts'
import { collectors } from '../../src/collectors/index.ts'
import type { Gap } from '../../src/diagnosis/evidence.ts'
import type { Fact } from '../../src/diagnosis/fact.ts'
import type { Rule, RuleContext, Verdict } from '../../src/diagnosis/rule.ts'
import type { Target } from '../../src/diagnosis/target.ts'
import { extractFacts } from '../../src/facts/extract.ts'
import { factProviders } from '../../src/facts/index.ts'
import { verdictOf } from '../diagnosis/facts-builder.ts'
import { type RecordedCluster, recordedCluster } from '../recorded/recorded-cluster.ts'

/** The node of one state in test/fixtures/kubernetes-records. */
export interface RecordedNode extends RecordedCluster {
  readonly target: Extract<Target, { kind: 'node' }>
}

/** A recorded state as a cluster to read, and its node as the target. */
export function recordedNode(state: string): RecordedNode {
  const cluster = recordedCluster(state)
  return { ...cluster, target: { kind: 'node', name: cluster.node } }
}

/** All facts of a recorded state, through every collector and provider there is, and what could not be read. */
export async function factsOfState(
  state: string,
): Promise<{ readonly facts: readonly Fact[]; readonly gaps: readonly Gap[] }> {
  const { target, now, read } = recordedNode(state)
  const options = { target, read, now: () => now, signal: new AbortController().signal }
  const { evidence, gaps } = await collectAll(collectors, options)
  return extractFacts(factProviders, JSON.parse(JSON.stringify(evidence)), gaps)
}

/** What the rule decides about a recorded state. */
export async function verdictOnState(
  rule: Rule,
  state: string,
  overrides: Partial<RuleContext> = {},
): Promise<Verdict> {
  const { target, now } = recordedNode(state)
  const { facts } = await factsOfState(state)
  return verdictOf(rule, facts, { target, now, ...overrides })
}
