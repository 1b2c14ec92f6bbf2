/** `spec.taints[]` of a Node. */
export interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'
  /** Written by the node lifecycle controller, absent on taints that people set. */
  readonly timeAdded?: string
}

/** `spec.tolerations[]` of a Pod. */
export interface Toleration {
  /** Absent with operator Exists: every key. */
  readonly key?: string
  readonly operator?: 'Exists' | 'Equal'
  readonly value?: string
  /** Absent: every effect. */
  readonly effect?: Taint['effect']
  /** With NoExecute: seconds that the pod may stay; absent means for ever. */
  readonly tolerationSeconds?: number
}

/** Whether one toleration matches a taint (https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/). */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false
  if (toleration.key && toleration.key !== taint.key) return false
  if (toleration.operator === 'Exists') return true
  return toleration.key !== undefined && (toleration.value ?? '') === (taint.value ?? '')
}

/** The taints among `taints` that nothing in `tolerations` matches. */
export function untolerated(taints: readonly Taint[], tolerations: readonly Toleration[]): readonly Taint[] {
  return taints.filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)))
}

/** Whether two taints are the same to the API server: key and effect. */
export function sameTaint(a: Taint, b: Taint): boolean {
  return a.key === b.key && a.effect === b.effect
}
