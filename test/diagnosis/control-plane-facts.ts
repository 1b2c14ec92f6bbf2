import { apiserverCollector } from '../../src/collectors/apiserver.ts'
import { leaderLeasesCollector } from '../../src/collectors/leader-leases.ts'
import type { Fact, FactShapes } from '../../src/diagnosis/fact.ts'
import type { ContainerState } from '../../src/diagnosis/facts/pod.ts'
import { apiserverProvider } from '../../src/facts/apiserver.ts'
import { leaderLeasesProvider } from '../../src/facts/leader-leases.ts'
import { leaderLeaseRoutes } from '../collectors/leader-lease-routes.ts'
import { factsFrom, type Route } from '../collectors/recorded-reader.ts'
import { ago, fact } from './facts-builder.ts'

const target = { kind: 'control-plane' } as const

/** Facts of the collector `apiserver` from recorded answers. */
export function apiserverFacts(routes: Readonly<Record<string, Route>>): Promise<readonly Fact[]> {
  return factsFrom(apiserverCollector, apiserverProvider, routes, target)
}

/** Facts of the collector `leader-leases` from recorded answers, and the clock at that time. */
export async function recordedLeases(state: Parameters<typeof leaderLeaseRoutes>[0]) {
  const facts = await factsFrom(leaderLeasesCollector, leaderLeasesProvider, leaderLeaseRoutes(state), target)
  return { facts, now: Date.parse(recordedAt[state]) }
}

const recordedAt = {
  healthy: '2026-11-23T18:57:10Z',
  'scheduler-stopped': '2026-11-23T19:06:35Z',
  'controller-manager-stopped': '2026-11-23T19:15:52Z',
  'both-exited': '2026-11-23T18:55:47Z',
}

/** How one request to the API server ended. */
export function reach(path: string, changes: Partial<FactShapes['apiserverReach']> = {}) {
  return fact('apiserverReach', { path, outcome: 'ok', status: 200, message: '', tookMs: 12, ...changes })
}

/** All four requests with the same end. */
export function reachAll(changes: Partial<FactShapes['apiserverReach']> = {}) {
  const paths = ['/version', '/livez?verbose', '/readyz?verbose', '/api/v1/namespaces/kube-system']
  return paths.map((path) => reach(path, changes))
}

export function check(name: string, ok: boolean, changes: Partial<FactShapes['apiserverCheck']> = {}) {
  return fact('apiserverCheck', { endpoint: 'readyz', check: name, ok, detail: '', ...changes })
}

/** The leader lease of a controller, renewed that many seconds ago. */
export function leader(name: string, secondsAgo: number, changes: Partial<FactShapes['leaderLease']> = {}) {
  const lease = { name, holder: 'cp-1_5e0c', durationSeconds: 15 }
  return fact('leaderLease', { ...lease, renewedAt: ago(secondsAgo), ...changes })
}

export function identity(secondsAgo: number) {
  return fact('apiserverLease', { name: 'apiserver-a1', renewedAt: ago(secondsAgo) })
}

/** A node of the cluster, healthy unless changed. */
export function sibling(name: string, changes: Partial<FactShapes['siblingNode']> = {}) {
  const health = { ready: 'True', reason: '', message: '', unschedulable: false } as const
  return fact('siblingNode', {
    name,
    uid: name,
    ...health,
    kubeletVersion: 'v1.34.2',
    createdAt: 0,
    labels: {},
    ...changes,
  })
}

/** A node that has not renewed its Lease for a while. */
export function silentSibling(name: string, changes: Partial<FactShapes['siblingNode']> = {}) {
  const silence = { reason: 'NodeStatusUnknown', leaseRenewedAt: ago(300), leaseSeconds: 40 }
  return sibling(name, { ready: 'Unknown', ...silence, ...changes })
}

/** A pod in the shape of kubeadm's static pods, up unless its container says otherwise. */
export function staticPod(component: string, node: string, container: Partial<ContainerState> = {}) {
  const state: ContainerState = {
    name: component,
    ready: true,
    restarts: 0,
    state: 'running',
    reason: '',
    message: '',
    lastReason: '',
    ...container,
  }
  return fact('controlPlanePod', {
    ...pod('kube-system', `${component}-${node}`, 86_400),
    phase: 'Running',
    ready: state.ready,
    component,
    node,
    containers: [state],
  })
}

/** A Pending pod of that age in seconds, seen by no scheduler. */
export function pod(namespace: string, name: string, seconds: number): FactShapes['podPending'] {
  const empty = { reason: '', owner: '', schedulingMessage: '', hasConditions: false, labels: {} }
  const times = { createdAt: ago(seconds), graceSeconds: 0 }
  return { namespace, name, uid: name, phase: 'Pending', ready: false, containers: [], ...empty, ...times }
}
