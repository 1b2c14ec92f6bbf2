import type { FactShapes } from '../../../src/diagnosis/fact.ts'
import type { ConditionStatus } from '../../../src/diagnosis/facts/node.ts'
import { ago, fact } from '../facts-builder.ts'

const reasons: Readonly<Record<string, string>> = {
  DiskPressure: 'KubeletHasDiskPressure',
  MemoryPressure: 'KubeletHasInsufficientMemory',
  PIDPressure: 'KubeletHasInsufficientPID',
}

/** A pressure condition, a quarter of an hour old unless told. */
export function pressure(type: string, status: ConditionStatus = 'True', secondsAgo = 900) {
  const reason = status === 'True' ? (reasons[type] ?? '') : 'KubeletHasSufficient'
  return fact('nodeCondition', { type, status, reason, message: '', changedAt: ago(secondsAgo), heartbeatAt: ago(20) })
}

/** Statistics; what is not given was not reported. */
export function stats(value: FactShapes['kubeletStats']) {
  return fact('kubeletStats', value)
}

/** A kubelet's configuration with these hard thresholds. */
export function config(
  evictionHard: Readonly<Record<string, string>>,
  evictionSoft: Readonly<Record<string, string>> = {},
) {
  return fact('kubeletConfig', {
    evictionHard,
    evictionSoft,
  })
}

/** An Event of the kubelet about the node, or about a pod if one is named. */
export function kubeletEvent(reason: string, message: string, secondsAgo = 60, pod?: string) {
  const at = ago(secondsAgo)
  const object = pod ? `Pod/${pod}` : 'Node/node-3'
  const about = { reporter: 'kubelet', object, objectUid: 'u', count: 3, firstAt: at, lastAt: at }
  return fact(pod ? 'podEvent' : 'event', { type: 'Warning', reason, message, ...about })
}

export const gib = 2 ** 30
