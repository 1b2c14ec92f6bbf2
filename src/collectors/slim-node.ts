import type { EpochMs } from '../diagnosis/evidence.ts'
import type { ConditionStatus } from '../diagnosis/facts/node.ts'
import { asList, asText, asTextMap, asTime, at, isTrue } from './kube-json.ts'

/** One entry of `.status.conditions`. */
export interface SlimCondition {
  readonly type: string
  readonly status: ConditionStatus
  readonly reason: string
  readonly message: string
  readonly changedAt?: EpochMs
  readonly heartbeatAt?: EpochMs
}

/** What facts are drawn from, of a Node object. */
export interface SlimNode {
  readonly name: string
  readonly uid: string
  readonly createdAt: EpochMs
  readonly labels: Readonly<Record<string, string>>
  readonly unschedulable: boolean
  readonly providerId: string
  readonly podCidr: string
  readonly taints: readonly { readonly key: string; readonly effect: string; readonly addedAt?: EpochMs }[]
  readonly conditions: readonly SlimCondition[]
  readonly bootId: string
  readonly kubeletVersion: string
  readonly runtimeVersion: string
  readonly kernelVersion: string
  readonly osImage: string
}

/** The part of a Node object that rules read; whatever is missing becomes empty. */
export function slimNode(node: unknown): SlimNode {
  const info = at(node, 'status', 'nodeInfo')
  return {
    name: asText(at(node, 'metadata', 'name')),
    uid: asText(at(node, 'metadata', 'uid')),
    createdAt: asTime(at(node, 'metadata', 'creationTimestamp')) ?? 0,
    labels: asTextMap(at(node, 'metadata', 'labels')),
    unschedulable: isTrue(at(node, 'spec', 'unschedulable')),
    providerId: asText(at(node, 'spec', 'providerID')),
    podCidr: asText(at(node, 'spec', 'podCIDR')),
    taints: asList(at(node, 'spec', 'taints')).map(slimTaint),
    conditions: asList(at(node, 'status', 'conditions')).map(slimCondition),
    bootId: asText(at(info, 'bootID')),
    kubeletVersion: asText(at(info, 'kubeletVersion')),
    runtimeVersion: asText(at(info, 'containerRuntimeVersion')),
    kernelVersion: asText(at(info, 'kernelVersion')),
    osImage: asText(at(info, 'osImage')),
  }
}

function slimTaint(taint: unknown): SlimNode['taints'][number] {
  return { key: asText(at(taint, 'key')), effect: asText(at(taint, 'effect')), addedAt: asTime(at(taint, 'timeAdded')) }
}

function slimCondition(condition: unknown): SlimCondition {
  return {
    type: asText(at(condition, 'type')),
    status: conditionStatus(at(condition, 'status')),
    reason: asText(at(condition, 'reason')),
    message: asText(at(condition, 'message')),
    changedAt: asTime(at(condition, 'lastTransitionTime')),
    heartbeatAt: asTime(at(condition, 'lastHeartbeatTime')),
  }
}

function conditionStatus(value: unknown): ConditionStatus {
  return value === 'True' || value === 'False' ? value : 'Unknown'
}
