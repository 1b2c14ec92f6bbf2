import { asList, asText, asTextMap, asTime, at, isTrue } from '../../collectors/kube-json.ts'
import type { ConditionObject, LeaseObject, NodeObject } from '../../report/describe-node/described-objects.ts'

/** The parts of a Node that are described. */
export function nodeObject(node: unknown): NodeObject {
  return {
    name: asText(at(node, 'metadata', 'name')),
    labels: asTextMap(at(node, 'metadata', 'labels')),
    annotations: asTextMap(at(node, 'metadata', 'annotations')),
    createdAt: asTime(at(node, 'metadata', 'creationTimestamp')),
    taints: asList(at(node, 'spec', 'taints')).map((taint) => ({
      key: asText(at(taint, 'key')),
      value: asText(at(taint, 'value')),
      effect: asText(at(taint, 'effect')),
    })),
    unschedulable: isTrue(at(node, 'spec', 'unschedulable')),
    conditions: asList(at(node, 'status', 'conditions')).map(conditionObject),
    addresses: asList(at(node, 'status', 'addresses')).map((address) => ({
      type: asText(at(address, 'type')),
      address: asText(at(address, 'address')),
    })),
    capacity: asTextMap(at(node, 'status', 'capacity')),
    allocatable: asTextMap(at(node, 'status', 'allocatable')),
    info: asTextMap(at(node, 'status', 'nodeInfo')),
    podCIDR: asText(at(node, 'spec', 'podCIDR')),
    podCIDRs: asList(at(node, 'spec', 'podCIDRs')).map(asText),
    providerID: asText(at(node, 'spec', 'providerID')),
  }
}

/** Holder and times of a Lease. */
export function leaseObject(lease: unknown): LeaseObject {
  const holder = at(lease, 'spec', 'holderIdentity')
  return {
    holder: typeof holder === 'string' ? holder : undefined,
    acquiredAt: asTime(at(lease, 'spec', 'acquireTime')),
    renewedAt: asTime(at(lease, 'spec', 'renewTime')),
  }
}

function conditionObject(condition: unknown): ConditionObject {
  return {
    type: asText(at(condition, 'type')),
    status: asText(at(condition, 'status')),
    heartbeatAt: asTime(at(condition, 'lastHeartbeatTime')),
    changedAt: asTime(at(condition, 'lastTransitionTime')),
    reason: asText(at(condition, 'reason')),
    message: asText(at(condition, 'message')),
  }
}
