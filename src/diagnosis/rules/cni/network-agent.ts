import type { Fact } from '../../fact.ts'
import type { ContainerState, PodSummary } from '../../facts/pod.ts'

/** DaemonSets that set up pod networking on a node, by the beginning of their names in the projects' own manifests. */
const agents = [
  'antrea-agent',
  'aws-node',
  'azure-cni',
  'azure-cns',
  'calico-node',
  'canal',
  'cilium',
  'kindnet',
  'kube-flannel',
  'kube-multus',
  'kube-ovn-cni',
  'kube-router',
  'multus',
  'netd',
  'ovnkube-node',
  'ovn-kubernetes',
  'rke2-calico',
  'rke2-canal',
  'rke2-cilium',
  'sdn',
  'terway',
  'weave-net',
]
/** Members of those families that do not carry the node's network. */
const others = /operator|envoy|hubble|exporter|metrics/

/** Agents that read the node's own `.spec.podCIDR` (with kubeadm's defaults); most others manage ranges themselves. */
const readPodCidr = ['canal', 'kindnet', 'kube-flannel', 'kube-router', 'rke2-canal']

/** The pods of network agents on the node. */
export function networkAgents(pods: readonly Fact<'podOnNode'>[]): readonly Fact<'podOnNode'>[] {
  return pods.filter(({ value }) => value.deletedAt === undefined && isOneOf(agents, value))
}

/** The agent takes the node's range from its Node object. */
export function needsPodCidr({ value }: Fact<'podOnNode'>): boolean {
  return isOneOf(readPodCidr, value)
}

function isOneOf(names: readonly string[], { owner }: PodSummary): boolean {
  const [kind, name = ''] = owner.split('/')
  return kind === 'DaemonSet' && !others.test(name) && names.some((start) => name.startsWith(start))
}

/** The container that keeps an agent from working; its own states are written by the kubelet, unlike the pod's Ready. */
export function brokenContainer({ containers }: PodSummary): ContainerState | undefined {
  return containers.find(({ reason }) => reason === 'CrashLoopBackOff') ?? containers.find(({ ready }) => !ready)
}

/** `container calico-node waits with CrashLoopBackOff, restarted 9 times`. */
export function containerText({ name, state, reason, restarts, lastReason }: ContainerState): string {
  const now = state === 'running' ? 'runs but is not ready' : `is ${state}${reason === '' ? '' : ` with ${reason}`}`
  const before = lastReason === '' ? '' : `, last ended with ${lastReason}`
  return `container ${name} ${now}${restarts > 0 ? `, restarted ${restarts} times` : ''}${before}`
}
