import type { EpochMs } from '../diagnosis/evidence.ts'
import { alignColumns } from './describe-node/align-columns.ts'
import { annotationsText } from './describe-node/annotations.ts'
import type { DescribedNode } from './describe-node/described-objects.ts'
import { eventsText } from './describe-node/events.ts'
import { identityText } from './describe-node/identity.ts'
import { podsText } from './describe-node/pods.ts'
import { addressesText, conditionsText, leaseText, resourcesText, systemText } from './describe-node/state.ts'
import { visibleText } from './describe-node/visible-text.ts'

/**
 * What `kubectl describe node` (1.35) prints for the same objects, with times in UTC. It differs where kubectl is silent: parts
 * that could not be read say so, and characters that nobody can see are left out. Events of the same time keep the
 * server's order (kubectl's sort does not promise any).
 */
export function describeNode(described: DescribedNode, now: EpochMs): string {
  const { node } = described
  const text = [
    identityText(node, annotationsText(node.annotations)),
    leaseText(described),
    conditionsText(node),
    addressesText(node),
    resourcesText(node),
    systemText(node),
    podsText(described, now),
    eventsText(described, now),
  ].join('')
  return alignColumns(visibleText(text))
}
