import type { ConditionStatus } from '../../../../src/diagnosis/facts/node.ts'
import { ago, fact } from '../../facts-builder.ts'

/** The Ready condition with a message of the kubelet. */
export function ready(status: ConditionStatus, message = 'kubelet is posting ready status', changedSecondsAgo = 600) {
  const reason = { True: 'KubeletReady', False: 'KubeletNotReady', Unknown: 'NodeStatusUnknown' }[status]
  return fact('nodeCondition', {
    type: 'Ready',
    status,
    reason,
    message,
    changedAt: ago(changedSecondsAgo),
    heartbeatAt: ago(30),
  })
}

/** A node of ten days with that runtime. */
export function identity(
  runtimeVersion = 'containerd://1.7.13',
  joinedSecondsAgo = 864_000,
  podCidr = '10.244.3.0/24',
) {
  return fact('nodeIdentity', {
    name: 'node-3',
    uid: 'b7a1',
    createdAt: ago(joinedSecondsAgo),
    bootId: 'c0ffee',
    kubeletVersion: 'v1.29.4',
    runtimeVersion,
    kernelVersion: '6.1.0',
    osImage: 'Debian GNU/Linux 12',
    providerId: '',
    podCidr,
    labels: {},
  })
}

/** Statistics that hang while the kubelet answers. */
export function silentStats() {
  return fact('kubeletStatsFailed', { status: 0, message: '/stats/summary gave no answer within 4 s', hung: true })
}
