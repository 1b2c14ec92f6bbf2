import type { Fact } from '../../fact.ts'
import { type WriteFacts, writesOf } from '../../leadership.ts'
import { because, type RuleContext, type Verdict } from '../../rule.ts'
import { alikeIn } from '../../scope.ts'
import { isPlaceLabel } from '../../scope-labels.ts'
import { isSilent } from '../../silence.ts'
import { refusing } from '../kubelet/kubelets-stopped.ts'

/** `network.partition` for the cluster as a whole: the nodes of one place fell silent, the others and the control plane work. */
export function groupPartition(
  facts: WriteFacts & { readonly siblingReach: readonly Fact<'siblingReach'>[] },
  { scope, now }: RuleContext,
): Verdict {
  const where = scope.shared.find(({ label }) => isPlaceLabel(label))
  if (scope.level !== 'group' || !where) return { status: 'False' }
  // A host that refuses is reached: its kubelet is stopped (kubelet.stopped).
  if (refusing(facts.siblingReach).some(({ value }) => alikeIn(scope).includes(value.node))) return { status: 'False' }
  const sick = facts.siblingNode.filter(({ value }) => alikeIn(scope).includes(value.name))
  const silent = sick.filter(({ value }) => isSilent(value, now))
  const { inside } = writesOf(facts, now)
  if (!inside || silent.length * 2 <= knownOf(sick).length) return { status: 'False' }
  return {
    status: 'True',
    confidence: 0.75,
    summary: `${sick.length} nodes, all with ${where.label}=${where.value}, fell silent together: that place is cut off from the control plane, or without power`,
    because: [
      because(`Every silent node has ${where.label}=${where.value}, hardly a healthy one has`, ...silent.slice(0, 3)),
      because('The control plane works and writes its own leases', inside),
    ],
    against: [because('Machines that lost their power together look the same from here')],
  }
}

/** Without those of which only the Table's NotReady is known. */
function knownOf(sick: readonly Fact<'siblingNode'>[]): readonly Fact<'siblingNode'>[] {
  return sick.filter(({ value }) => value.reason !== 'NotReady' || value.leaseRenewedAt !== undefined)
}
