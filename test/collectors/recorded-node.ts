import type { ApiAnswer, ClusterReader } from '../../src/collectors/cluster-reader.ts'
import { collectAll } from '../../src/collectors/collect-all.ts'
import { collectors } from '../../src/collectors/index.ts'
import { at } from '../../src/collectors/kube-json.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import type { Gap } from '../../src/diagnosis/evidence.ts'
import type { Fact } from '../../src/diagnosis/fact.ts'
import type { Rule, RuleContext, Verdict } from '../../src/diagnosis/rule.ts'
import type { Target } from '../../src/diagnosis/target.ts'
import { extractFacts } from '../../src/facts/extract.ts'
import { factProviders } from '../../src/facts/index.ts'
import { verdictOf } from '../diagnosis/facts-builder.ts'
import { fixtureText } from './recorded-reader.ts'

interface RecordedAnswer {
  readonly path: string
  readonly status?: number
  readonly contentType?: string
  readonly file?: string
  readonly hangs?: boolean
}

/** Everything that was recorded of one state in test/fixtures/node-states. */
export interface RecordedNode {
  readonly target: Extract<Target, { kind: 'node' }>
  /** The clock when it was recorded. */
  readonly now: number
  readonly read: ClusterReader
}

/** A recorded state as a cluster to read; what was not recorded is 404, what hung is a timeout at once. */
export function recordedNode(state: string): RecordedNode {
  const folder = `node-states/${state}`
  const { recordedAt, node, answers } = JSON.parse(fixtureText(`${folder}/answers.json`))
  return {
    target: { kind: 'node', name: node },
    now: Date.parse(recordedAt),
    read: {
      cluster: 'recorded',
      server: 'https://127.0.0.1:6443',
      async get(path) {
        const url = new URL(path, 'https://127.0.0.1')
        const answer = answers.find((candidate: RecordedAnswer) => candidate.path === url.pathname)
        return toApiAnswer(folder, answer, url.searchParams.get('fieldSelector') ?? '')
      },
    },
  }
}

function toApiAnswer(folder: string, answer: RecordedAnswer | undefined, selector: string): ApiAnswer {
  if (!answer) return { status: 404, contentType: 'application/json', body: '{"kind":"Status","message":"not found"}' }
  const { status = 0, contentType = '', file = '', hangs } = answer
  if (hangs) throw new ReadError('timeout', 'no answer', { outcome: 'timeout' })
  const body = fixtureText(`${folder}/${file}`)
  return { status, contentType, body: file === 'events.json' ? select(body, selector) : body }
}

/** Applies a field selector as the API server would. */
function select(body: string, selector: string): string {
  const list = JSON.parse(body)
  const wanted = selector.split(',').filter((term) => term !== '')
  const fits = (item: unknown) =>
    wanted.every((term) => {
      const [field = '', value] = term.split('=')
      const path = field === 'source' ? 'source.component' : field
      return at(item, ...path.split('.')) === value
    })
  return JSON.stringify({ ...list, items: list.items.filter(fits) })
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
