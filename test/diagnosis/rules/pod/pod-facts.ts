import type { ContainerState, PodSummary } from '../../../../src/diagnosis/facts/pod.ts'
import { ago, fact } from '../../facts-builder.ts'

/** A container that runs, unless told otherwise. */
export function container(overrides: Partial<ContainerState> = {}): ContainerState {
  return {
    name: 'app',
    ready: true,
    restarts: 0,
    state: 'running',
    reason: '',
    message: '',
    lastReason: '',
    ...overrides,
  }
}

/** A healthy pod of a Deployment, unless told otherwise. */
export function pod(name: string, overrides: Partial<PodSummary> = {}) {
  const { containers = [container()], ...rest } = overrides
  return fact('podOnNode', {
    namespace: 'shop',
    name,
    uid: `uid-${name}`,
    phase: 'Running',
    reason: '',
    ready: containers.every(({ ready }) => ready),
    createdAt: ago(7_200),
    graceSeconds: 30,
    owner: `ReplicaSet/${name.replace(/-\w+$/, '')}-5d9f8c7b6`,
    labels: {},
    containers,
    schedulingMessage: '',
    hasConditions: true,
    ...rest,
  })
}

/** A pod of a DaemonSet in kube-system. */
export function agentPod(daemonSet: string, overrides: Partial<PodSummary> = {}) {
  return pod(`${daemonSet}-x7k2p`, { namespace: 'kube-system', owner: `DaemonSet/${daemonSet}`, ...overrides })
}
