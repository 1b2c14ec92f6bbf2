import type { Fact, FactShapes } from '../../fact.ts'
import { isNewlyCreated } from '../../just-joined.ts'
import { namesText } from '../../names-text.ts'
import { type Advice, type Because, because, type RuleContext, type Severity, type Verdict } from '../../rule.ts'
import { alikeIn } from '../../scope.ts'
import { isSilent } from '../../silence.ts'
import { shellName } from '../../target.ts'

type Sibling = Fact<'siblingNode'>

/** `node.not-ready` for the cluster as a whole: one finding however many nodes it is, with what they have in common. */
export function nodesNotReady(siblings: readonly Sibling[], { scope, now }: RuleContext): Verdict {
  if (siblings.length === 0) return { status: 'False' }
  const sick = siblings.filter(({ value }) => scope.sick.includes(value.name))
  const settled = sick.filter(({ value }) => !isNewlyCreated(value.createdAt, now))
  if (sick.length === 0) return { status: 'False', fine: `${siblings.length} nodes are Ready` }
  return {
    status: 'True',
    confidence: 1,
    severity: severityOf(settled.length, scope.total),
    summary: summaryOf(sick, scope),
    because: groupLines(sick, now),
  }
}

/** One node of several is a warning; one of one is the cluster. */
function severityOf(settled: number, total: number): Severity {
  if (settled === 0) return 'info'
  return settled === 1 && total > 1 ? 'warning' : 'critical'
}

/** The next step: one of the sick nodes tells more than the list, and unlike troubles have a cause each. */
export function nodesNotReadySteps({ scope }: RuleContext): readonly Advice[] {
  const alike = alikeIn(scope)
  const [first] = alike
  const [other] = scope.sick.filter((name) => !alike.includes(name))
  if (first === undefined) return []
  if (other !== undefined) return [stepFor(first, `Diagnose ${first}${likelyAlso(alike.length)}`), otherStep(other)]
  return [
    stepFor(
      first,
      alike.length === 1 ? 'Diagnose that node' : 'Diagnose one of them: what is wrong there is likely wrong on all',
    ),
  ]
}

function likelyAlso(count: number): string {
  return count > 1 ? `: what is wrong there is likely wrong on the ${count} that fell sick in the same way` : ''
}

function otherStep(name: string): Advice {
  return stepFor(name, `Diagnose ${name} too: its trouble is of another kind or time`)
}

function stepFor(name: string, what: string): Advice {
  const node = shellName(name)
  return {
    do: what,
    command: `kubemedic diagnose node/${node}`,
    answers: [
      { if: 'it names a root cause', then: 'follow its advice, then look whether the others come back too' },
      { if: 'it finds none', then: `log in: journalctl -u kubelet -n 50 on ${node}` },
    ],
  }
}

function summaryOf(sick: readonly Sibling[], scope: RuleContext['scope']): string {
  const [first] = sick
  const { total, shared } = scope
  const who = sick.length === 1 && first ? `${first.value.name} is` : `${sick.length} of ${total} nodes are`
  const common = shared.slice(0, 2).map(({ label, value }) => (value === '' ? label : `${label}=${value}`))
  const alike = alikeIn(scope).length
  const whose = alike === sick.length ? 'all those' : `${alike} of them`
  return `${who} not Ready${common.length > 0 ? `: ${whose} with ${common.join(' and ')}` : ''}`
}

/** The sick by what is said of them, the largest group first. */
function groupLines(sick: readonly Sibling[], now: number): readonly Because[] {
  const groups = new Map<string, Sibling[]>()
  for (const node of sick) {
    const words = wordsOf(node.value, now)
    groups.set(words, [...(groups.get(words) ?? []), node])
  }
  const largestFirst = [...groups.entries()].sort(
    ([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1),
  )
  return largestFirst.slice(0, 4).map(([words, nodes]) => because(`${namesOf(nodes)}: ${words}`, ...nodes.slice(0, 3)))
}

function wordsOf(node: FactShapes['siblingNode'], now: number): string {
  if (node.ready === 'True') return 'says Ready, but its Lease has run out and nobody marks it'
  if (node.ready === 'Unknown') return `Ready is Unknown (${node.reason || 'never written'}): it stopped reporting`
  if (node.reason !== 'NotReady') return `Ready is False: ${node.message || node.reason}`
  return isSilent(node, now) ? 'NotReady, and its Lease has run out' : 'NotReady (not read in full)'
}

function namesOf(nodes: readonly Sibling[]): string {
  return namesText(
    nodes.map(({ value }) => value.name),
    4,
  )
}
