import type { NodeObject } from '../objects/node-object.ts'
import type { Taint } from '../objects/taint.ts'
import type { Machine } from './machine.ts'

/** `status.nodeInfo` as the kubelet fills it; a runtime that does not answer is `containerd://Unknown`. */
export function nodeInfo(machine: Machine, runtimeAnswers: boolean): Readonly<Record<string, string>> {
  const { spec } = machine
  return {
    machineID: machine.machineId,
    systemUUID: machine.machineId,
    bootID: machine.bootId,
    kernelVersion: spec.kernelVersion,
    osImage: spec.osImage,
    containerRuntimeVersion: runtimeAnswers ? spec.runtimeVersion : 'containerd://Unknown',
    kubeletVersion: spec.kubeletVersion,
    kubeProxyVersion: '',
    operatingSystem: 'linux',
    architecture: 'amd64',
  }
}

/** The parts of `status` that do not change while the machine runs. */
function fixedStatus(machine: Machine): Omit<NodeObject['status'], 'conditions' | 'nodeInfo'> {
  const { spec, rootDisk } = machine
  const capacity = {
    cpu: String(spec.cpu),
    'ephemeral-storage': `${Math.floor(rootDisk.capacityBytes / 1_024)}Ki`,
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: `${spec.memoryKi}Ki`,
    pods: String(spec.maxPods),
  }
  return {
    capacity,
    allocatable: {
      ...capacity,
      'ephemeral-storage': String(Math.floor(rootDisk.capacityBytes * 0.9)),
      memory: `${spec.memoryKi - 102_400}Ki`,
    },
    addresses: [
      { type: 'InternalIP', address: spec.address },
      { type: 'Hostname', address: spec.name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
    images: [
      { names: ['registry.k8s.io/kube-proxy:v1.33.13'], sizeBytes: 31_895_388 },
      { names: ['registry.k8s.io/pause:3.10'], sizeBytes: 320_368 },
    ],
  }
}

/** Labels that the kubelet sets itself at registration (with `--node-labels` for the pool). */
function kubeletLabels(machine: Machine): Record<string, string> {
  const { spec } = machine
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': spec.name,
    'kubernetes.io/os': 'linux',
    ...(spec.pool && { 'example.com/pool': spec.pool }),
    ...(spec.role === 'control-plane' && { 'node-role.kubernetes.io/control-plane': '' }),
    ...spec.labels,
  }
}

/** What the cloud-controller-manager adds to a Node once it knows the machine. */
export function cloudLabels(machine: Machine): Record<string, string> {
  const { zone, region, instanceType } = machine.spec
  return {
    ...(instanceType && { 'node.kubernetes.io/instance-type': instanceType }),
    ...(region && { 'topology.kubernetes.io/region': region }),
    ...(zone && { 'topology.kubernetes.io/zone': zone }),
  }
}

/** The taint that keeps ordinary pods off control-plane nodes (kubeadm). */
export const controlPlaneTaint: Taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }

/** Set by a kubelet with `--cloud-provider=external`, removed by the cloud-controller-manager. */
export const uninitializedTaint: Taint = {
  key: 'node.cloudprovider.kubernetes.io/uninitialized',
  value: 'true',
  effect: 'NoSchedule',
}

/** Set by the API server's TaintNodesByCondition admission on every new Node. */
const notReadyTaint: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/** A Node as the kubelet creates it at its first registration, before its first status. */
export function newNode(machine: Machine): NodeObject {
  const { spec } = machine
  const taints = [
    ...(spec.role === 'control-plane' ? [controlPlaneTaint] : []),
    ...(spec.externalCloud ? [uninitializedTaint] : []),
    notReadyTaint,
  ]
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: spec.name,
      labels: kubeletLabels(machine),
      annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
    spec: { taints },
    status: fixedStatus(machine),
  }
}
