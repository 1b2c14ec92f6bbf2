import type { Fact } from '../../fact.ts'
import { namesText } from '../../names-text.ts'
import { type Advice, type Because, because, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { shellName } from '../../target.ts'

interface SurveyFacts {
  readonly siblingPressure: readonly Fact<'siblingPressure'>[]
  readonly siblingSurvey: readonly Fact<'siblingSurvey'>[]
}

/** `node.pressure` for the cluster as a whole. Such nodes are Ready, so nothing else about all nodes tells it. */
export function nodesUnderPressure(facts: SurveyFacts, { scope, now }: RuleContext): Verdict {
  const [survey] = facts.siblingSurvey
  if (!survey) return { status: 'False' }
  const nodes = namesOf(facts.siblingPressure)
  if (nodes.length === 0) return { status: 'False', fine: fineText(survey, scope.total) }
  const total = Math.max(scope.total, survey.value.read)
  const what = nodes.length === 1 ? `${nodes[0]} is` : `${nodes.length} of ${total} nodes are`
  return {
    status: 'True',
    confidence: 0.98,
    summary: `${what} under pressure (${typesOf(facts.siblingPressure)}): pods are evicted there and new ones refused`,
    because: linesOf(facts.siblingPressure, now),
    against: survey.value.complete ? [] : [because(`${fineScope(survey, scope.total)}: there may be more`, survey)],
    advice: nodesUnderPressureSteps(nodes),
  }
}

function nodesUnderPressureSteps([first]: readonly string[]): readonly Advice[] {
  const node = shellName(first)
  return [
    {
      do: 'Diagnose one of them: it names what is short and what to do',
      command: `kubemedic diagnose node/${node}`,
      answers: [
        { if: 'disk.full or disk.inodes-exhausted', then: 'follow its advice, then look at the other nodes' },
        { if: 'memory.node-oom', then: 'follow its advice; the same pods may weigh on the other nodes' },
        { if: 'no cause', then: 'a threshold may be set wrongly: compare evictionHard with what is left' },
      ],
    },
  ]
}

/** One line a type of pressure. */
function linesOf(pressures: readonly Fact<'siblingPressure'>[], now: number): readonly Because[] {
  return [...new Set(pressures.map(({ value }) => value.type))].sort().map((type) => {
    const own = pressures.filter(({ value }) => value.type === type)
    const since = Math.min(...own.map(({ value }) => value.changedAt ?? now))
    const text = `${type} is True on ${namesText(namesOf(own), 4)}, since ${spanText(now - since)}`
    return because(text, ...own.slice(0, 3))
  })
}

function typesOf(pressures: readonly Fact<'siblingPressure'>[]): string {
  return [...new Set(pressures.map(({ value }) => value.type))].sort().join(', ')
}

function namesOf(pressures: readonly Fact<'siblingPressure'>[]): readonly string[] {
  return [...new Set(pressures.map(({ value }) => value.node))].sort()
}

function fineText(survey: Fact<'siblingSurvey'>, total: number): string | undefined {
  const { read, complete } = survey.value
  if (read === 0) return undefined
  if (complete && read >= total) return 'No node is under memory, disk or PID pressure'
  if (complete) return `None of the ${read} nodes that report is under memory, disk or PID pressure`
  return `${fineScope(survey, total)}: none is under pressure; no Event of the last hour says that one came under pressure`
}

function fineScope({ value }: Fact<'siblingSurvey'>, total: number): string {
  return `The conditions of ${value.read} of ${Math.max(total, value.read)} nodes were read`
}
