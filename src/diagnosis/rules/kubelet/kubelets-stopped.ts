import type { Fact } from '../../fact.ts'
import { kubeletPortOf } from '../../kubelet-port.ts'
import { namesText } from '../../names-text.ts'
import { because, type RuleContext, type Verdict } from '../../rule.ts'
import { isSilent } from '../../silence.ts'

interface ClusterFacts {
  readonly siblingNode: readonly Fact<'siblingNode'>[]
  readonly siblingReach: readonly Fact<'siblingReach'>[]
}

/** `kubelet.stopped` for the cluster as a whole: one finding for all silent nodes whose hosts refuse. */
export function kubeletsStopped({ siblingNode, siblingReach }: ClusterFacts, { scope, now }: RuleContext): Verdict {
  const refused = refusing(siblingReach)
  if (refused.length === 0) return { status: 'False' }
  const names = refused.map(({ value }) => value.node)
  const silent = siblingNode.filter(({ value }) => isSilent(value, now))
  const unasked = silent.filter(({ value }) => !siblingReach.some((reach) => reach.value.node === value.name))
  const others = unasked.length > 0 && refused.length === siblingReach.length
  const rest = others ? ` (${unasked.length} more silent nodes were not asked)` : ''
  return {
    status: 'True',
    confidence: 0.85,
    severity: names.length === 1 && scope.total > 1 ? 'warning' : 'critical',
    summary: `The kubelet does not run on ${namesText(names, 4)}${rest}: the host answers, but nobody listens on the kubelet's port`,
    because: [
      ...refused.map((reach) => because(`${reach.value.node}: ${reach.value.message}`, reach)),
      because(
        `${namesText(
          silent.map(({ value }) => value.name),
          4,
        )}: Lease run out or Ready Unknown`,
        ...silent.slice(0, 3),
      ),
    ],
  }
}

/** Those of the nodes whose host answers and refuses: it is alive and reached, and its kubelet does not listen. */
export function refusing(reaches: readonly Fact<'siblingReach'>[]): readonly Fact<'siblingReach'>[] {
  return reaches.filter((reach) => kubeletPortOf([reach]) === 'closed')
}
