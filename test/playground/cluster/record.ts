import { readFileSync } from 'node:fs'
import type { NodeCondition } from '../../../src/playground/cluster/objects/node-object.ts'
import type { PodCondition } from '../../../src/playground/cluster/objects/pod-object.ts'
import type { Taint } from '../../../src/playground/cluster/objects/taint.ts'

const folder = new URL('../../fixtures/kubernetes-records/', import.meta.url)

/** An Event as it was recorded. */
export interface RecordedEvent {
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly source: { readonly component?: string; readonly host?: string }
  readonly reportingComponent: string
  readonly reportingInstance: string
  readonly lastTimestamp: string
  readonly involvedObject: {
    readonly kind: string
    readonly name: string
    readonly uid: string
    readonly apiVersion?: string
  }
}

/** What one request was answered. */
interface RecordedAnswer {
  readonly name: string
  readonly status: number
  readonly seconds: number
  readonly endedByClient: boolean
  readonly path: string
  /** `message` of a Status body. */
  readonly message?: string
  readonly body?: string
  readonly bodyStart?: string
}

/** A pod of the recorded state. */
export interface RecordedPod {
  readonly name: string
  readonly phase: string
  readonly reason?: string
  readonly message?: string
  readonly creationTimestamp: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly conditions?: readonly PodCondition[]
}

/** One recorded state of the node. */
export interface NodeRecord {
  readonly recordedAt: string
  readonly faultAt: string
  readonly node: {
    readonly uid: string
    readonly spec: { readonly taints?: readonly Taint[]; readonly unschedulable?: boolean }
    readonly conditions: readonly NodeCondition[]
    readonly containerRuntimeVersion: string
  } | null
  readonly events: readonly RecordedEvent[]
  readonly leases: Readonly<Record<string, { holderIdentity: string; leaseDurationSeconds: number; renewTime: string }>>
  readonly pods: readonly RecordedPod[]
  readonly answers: readonly RecordedAnswer[]
}

/** Reads a recorded text. */
export function recordText(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8')
}

/** Reads `<state>/record.json`. */
export function readRecord<Shape = NodeRecord>(state: string): Shape {
  return JSON.parse(recordText(`${state}/record.json`)) as Shape
}

/** Seconds from the fault to an instant of the record. */
export function secondsAfterFault(record: NodeRecord, at: string): number {
  return (Date.parse(at) - Date.parse(record.faultAt)) / 1_000
}
