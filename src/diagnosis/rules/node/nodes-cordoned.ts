import type { Fact } from '../../fact.ts'
import { namesText } from '../../names-text.ts'
import { type Advice, because, type Verdict } from '../../rule.ts'
import { shellName } from '../../target.ts'

/** `node.cordoned` for the cluster as a whole: trouble only when no worker is left that takes pods. */
export function nodesCordoned(siblings: readonly Fact<'siblingNode'>[]): Verdict {
  const cordoned = siblings.filter(({ value }) => value.unschedulable)
  if (siblings.length === 0) return { status: 'False' }
  if (cordoned.length === 0) return { status: 'False', fine: 'No node is cordoned' }
  const workers = siblings.filter(({ value }) => !('node-role.kubernetes.io/control-plane' in value.labels))
  const isAll = workers.length > 0 && workers.every(({ value }) => value.unschedulable)
  const names = cordoned.map(({ value }) => value.name)
  const who = names.length === 1 ? `${names[0]} is` : `${names.length} of ${siblings.length} nodes are`
  return {
    status: 'True',
    confidence: 1,
    severity: isAll ? 'warning' : 'info',
    summary: isAll
      ? `All ${workers.length} workers are cordoned: no new pod finds a node`
      : `${who} cordoned: running pods stay, no new ones come`,
    because: [because(`SchedulingDisabled: ${namesText(names, 5)}`, ...cordoned.slice(0, 4))],
    advice: steps(names[0]),
  }
}

function steps(first: string | undefined): readonly Advice[] {
  const node = shellName(first)
  return [
    {
      do: 'Find out who cordoned them and whether the work is done: maintenance, upgrade, autoscaler, a drain that stopped',
      command: `kubectl get node ${node} -o yaml --show-managed-fields | grep -B30 'f:unschedulable' | grep -E 'manager|time'`,
      answers: [
        { if: 'kubectl-cordon or kubectl-drain', then: 'a person did it: ask before you undo it' },
        { if: 'a controller (cluster-autoscaler, karpenter)', then: 'it will finish by itself; look at its log' },
      ],
    },
    {
      do: 'When the work is done, let pods come back',
      command: `kubectl uncordon ${node}`,
      risk: 'Pods are scheduled here again at once.',
    },
  ]
}
