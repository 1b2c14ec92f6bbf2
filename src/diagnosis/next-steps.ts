import { causeOf } from './causes/index.ts'
import type { Finding } from './diagnosis.ts'
import type { Gap } from './evidence.ts'
import type { Judgement } from './judge.ts'
import type { Obstacle } from './obstacle.ts'
import { rightsStep, unreadSteps } from './obstacle-steps.ts'
import type { Advice, RuleContext } from './rule.ts'

/** What the next steps are chosen from. */
interface Situation {
  readonly findings: readonly Pick<Finding, 'severity' | 'advice'>[]
  readonly judgements: readonly Judgement[]
  readonly context: RuleContext
  readonly obstacle: Obstacle | undefined
  readonly gaps: readonly Gap[]
}

const most = 3

/**
 * Up to three steps that would help next: first what clears an obstacle away, then those of what was found, then what
 * would close the gaps, then a look by hand at what stays open. Where nothing is wrong, a few open questions ask for no
 * work.
 */
export function nextSteps({ findings, judgements, context, obstacle, gaps }: Situation): readonly Advice[] {
  if (obstacle?.at === 'way') return obstacle.steps.slice(0, most)
  const found = findings
    .filter((finding) => finding.severity !== 'info')
    .flatMap((finding) => finding.advice.slice(0, 1))
  const open = judgements.filter(({ verdict }) => verdict.status === 'Unknown')
  const decided = judgements.filter(({ verdict }) => verdict.status === 'False')
  const isBlind = found.length > 0 || open.length > decided.length
  const byHand = isBlind && !obstacle ? [...gapSteps(gaps), ...openSteps(open, context)] : []
  const steps = [...(obstacle?.steps ?? []), ...found, ...byHand]
  return [...new Map(steps.map((step) => [step.command ?? step.do, step])).values()].slice(0, most)
}

/** Rights first: with them the next diagnosis decides what is open. */
function gapSteps(gaps: readonly Gap[]): readonly Advice[] {
  const forbidden = gaps.filter(({ reason }) => reason === 'forbidden')
  const rights = forbidden.length > 0 ? [rightsStep(forbidden.map(({ source }) => source))] : []
  const lost = gaps.some(({ reason }) => reason === 'timeout' || reason === 'unavailable')
  return lost ? [...rights, ...unreadSteps] : rights
}

/** From the machine up; families that are not listed come last. */
const families = ['node', 'kubelet', 'runtime', 'disk', 'memory', 'pids', 'network', 'cni']

/** One step of each family of causes, and none that leaves it to the person to find out a name. */
function openSteps(open: readonly Judgement[], context: RuleContext): readonly Advice[] {
  const byFamily = new Map<string, Advice>()
  for (const { rule } of open) {
    const family = rule.cause.split('.')[0] ?? ''
    const step = causeOf(rule.cause).level === 'cause' ? rule.advice(context)[0] : undefined
    if (step && !byFamily.has(family) && !/<[a-z][^>]*>/.test(`${step.do} ${step.command}`)) byFamily.set(family, step)
  }
  const rank = (family: string): number => families.indexOf(family) + 1 || families.length + 1
  return [...byFamily.entries()].sort(([a], [b]) => rank(a) - rank(b)).map(([, step]) => step)
}
