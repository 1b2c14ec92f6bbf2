import type { Fact, FactShapes } from '../../src/diagnosis/fact.ts'
import type { ReachOutcome } from '../../src/diagnosis/facts/kubelet.ts'
import type { ConditionStatus } from '../../src/diagnosis/facts/node.ts'
import type { RuleContext } from '../../src/diagnosis/rule.ts'
import { ago, fact } from './facts-builder.ts'

/** The Ready condition, in that state since so many seconds. */
export function ready(status: ConditionStatus, sinceSeconds = 600, message = ''): Fact<'nodeCondition'> {
  const reason = { True: 'KubeletReady', False: 'KubeletNotReady', Unknown: 'NodeStatusUnknown' }[status]
  return condition('Ready', status, sinceSeconds, { reason, message })
}

export function condition(
  type: string,
  status: ConditionStatus,
  sinceSeconds: number,
  extras: { readonly reason?: string; readonly message?: string } = {},
): Fact<'nodeCondition'> {
  return fact('nodeCondition', { type, status, reason: '', message: '', ...extras, changedAt: ago(sinceSeconds) })
}

/** The Lease, renewed so many seconds ago. */
export function lease(secondsAgo: number, ownerUid = ''): Fact<'nodeLease'> {
  return fact('nodeLease', { holder: 'node-3', renewedAt: ago(secondsAgo), durationSeconds: 40, ownerUid })
}

/** What the API server met at the kubelet's port; status 0 is our own limit. */
export function reach(
  outcome: ReachOutcome,
  message = '',
  status = outcome === 'ok' ? 200 : 503,
): Fact<'kubeletReach'> {
  return fact('kubeletReach', { outcome, status, message })
}

/** The controller-manager's leader lease. */
export function leader(secondsAgo: number): Fact<'leaderLease'> {
  const value = { name: 'kube-controller-manager', holder: 'cp-1', durationSeconds: 15 }
  return fact('leaderLease', { ...value, renewedAt: ago(secondsAgo) })
}

export function taint(key: string, addedSecondsAgo?: number): Fact<'nodeTaint'> {
  const addedAt = addedSecondsAgo === undefined ? undefined : ago(addedSecondsAgo)
  return fact('nodeTaint', { key, effect: 'NoSchedule', addedAt })
}

/** An Event about node-3. */
export function event(reason: string, secondsAgo: number, overrides: Partial<FactShapes['event']> = {}): Fact<'event'> {
  return fact('event', {
    type: 'Normal',
    reason,
    message: `Node node-3 event: ${reason}`,
    reporter: 'node-controller',
    object: 'Node/node-3',
    objectUid: 'node-3',
    count: 1,
    firstAt: ago(secondsAgo),
    lastAt: ago(secondsAgo),
    ...overrides,
  })
}

/** Who node-3 is: created so many seconds ago. */
export function identity(
  createdSecondsAgo: number,
  overrides: Partial<FactShapes['nodeIdentity']> = {},
): Fact<'nodeIdentity'> {
  return fact('nodeIdentity', {
    name: 'node-3',
    uid: '11111111-1111-4111-8111-111111111111',
    createdAt: ago(createdSecondsAgo),
    bootId: 'b1',
    kubeletVersion: 'v1.31.4',
    runtimeVersion: 'cri-o://1.31.2',
    kernelVersion: '5.15.0',
    osImage: 'Ubuntu 24.04',
    providerId: 'aws:///eu-west-1a/i-0abc',
    podCidr: '10.0.3.0/24',
    labels: {},
    ...overrides,
  })
}

/** A line of the kubelet's log, a minute old. */
export function logLine(message: string, overrides: Partial<FactShapes['logLine']> = {}): Fact<'logLine'> {
  return fact('logLine', { component: 'kubelet', at: ago(60), severity: 'error', message, ...overrides })
}

/** A pod bound to node-3. */
export function pod(name: string, overrides: Partial<FactShapes['podOnNode']> = {}): Fact<'podOnNode'> {
  return fact('podOnNode', {
    namespace: 'shop',
    name,
    uid: name,
    phase: 'Running',
    reason: '',
    ready: true,
    createdAt: ago(7200),
    graceSeconds: 30,
    owner: 'ReplicaSet/web',
    labels: {},
    containers: [],
    schedulingMessage: '',
    hasConditions: true,
    ...overrides,
  })
}

export function csr(
  state: FactShapes['nodeCsr']['state'],
  secondsAgo: number,
  overrides: Partial<FactShapes['nodeCsr']> = {},
): Fact<'nodeCsr'> {
  return fact('nodeCsr', {
    name: 'csr-x7k2p',
    signer: 'kubernetes.io/kube-apiserver-client-kubelet',
    requester: 'system:node:node-3',
    state,
    message: '',
    createdAt: ago(secondsAgo),
    ...overrides,
  })
}

/** node-3 and two others of its zone are sick, and nobody else. */
export const zoneIsSick: Pick<RuleContext, 'scope'> = {
  scope: {
    total: 9,
    sick: ['node-3', 'node-4', 'node-5'],
    level: 'group',
    shared: [{ label: 'topology.kubernetes.io/zone', value: 'eu-west-1a' }],
  },
}

/** A third of the nodes is sick, without anything in common. */
export const manyAreSick: Pick<RuleContext, 'scope'> = {
  scope: { total: 9, sick: ['node-3', 'node-4', 'node-8'], level: 'many', shared: [] },
}

/** What Go says when packets vanish, in the words of the API server. */
export const dialTimeout = 'error trying to reach service: dial tcp 10.1.0.3:10250: i/o timeout'
