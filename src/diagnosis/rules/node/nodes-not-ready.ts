import type { Fact, FactShapes } from '../../fact.ts'
import { type Advice, type Because, because, type RuleContext, type Verdict } from '../../rule.ts'
import { isSilent } from '../../scope.ts'
import { shellName } from '../../target.ts'

type Sibling = Fact<'siblingNode'>

/** A node that joins is not ready for about a minute: the network plugin has not started yet. */
const joiningMs = 120_000

/** `node.not-ready` for the cluster as a whole: one finding however many nodes it is, with what they have in common. */
export function nodesNotReady(siblings: readonly Sibling[], { scope, now }: RuleContext): Verdict {
  if (siblings.length === 0) return { status: 'False' }
  const sick = siblings.filter(({ value }) => scope.sick.includes(value.name))
  const settled = sick.filter(({ value }) => now - value.createdAt > joiningMs)
  if (sick.length === 0) return { status: 'False', fine: `${siblings.length} nodes are Ready` }
  return {
    status: 'True',
    confidence: 1,
    severity: settled.length === 0 ? 'info' : settled.length === 1 ? 'warning' : 'critical',
    summary: summaryOf(sick, scope),
    because: groupLines(sick, now),
  }
}

/** The next step: one of the sick nodes tells more than the list. */
export function nodesNotReadySteps({ scope }: RuleContext): readonly Advice[] {
  const [first] = scope.sick
  if (first === undefined) return []
  const step: Advice = {
    do:
      scope.sick.length === 1
        ? 'Diagnose that node'
        : 'Diagnose one of them: what is wrong there is likely wrong on all',
    command: `kubemedic diagnose node/${shellName(first)}`,
    answers: [
      { if: 'it names a root cause', then: 'follow its advice, then look whether the others come back too' },
      { if: 'it finds none', then: `log in: journalctl -u kubelet -n 50 on ${shellName(first)}` },
    ],
  }
  return [step]
}

function summaryOf(sick: readonly Sibling[], { total, shared }: RuleContext['scope']): string {
  const [first] = sick
  const who = sick.length === 1 && first ? `${first.value.name} is` : `${sick.length} of ${total} nodes are`
  const common = shared.slice(0, 2).map(({ label, value }) => (value === '' ? label : `${label}=${value}`))
  return `${who} not Ready${common.length > 0 ? `: all those with ${common.join(' and ')}` : ''}`
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
  const names = nodes.slice(0, 4).map(({ value }) => value.name)
  return nodes.length > names.length ? `${names.join(', ')} and ${nodes.length - names.length} more` : names.join(', ')
}
