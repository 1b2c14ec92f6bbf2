import type { KubeObject } from '../object-store.ts'
import type { PodSpec } from '../objects/pod-object.ts'
import type { Toleration } from '../objects/taint.ts'
import type { DaemonSetObject, PodTemplate, ReplicaObject } from '../objects/workload-object.ts'

/** What the DefaultTolerationSeconds admission gives every pod that does not say otherwise. */
const defaultTolerations: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
]

/** A workload before it becomes objects. */
export interface WorkloadSpec {
  readonly name: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly spec: PodSpec
}

/** Ordinary applications: one handles SIGTERM (and ends with 0 when evicted), one has no requests at all. */
const applications: readonly {
  readonly name: string
  readonly spec: Partial<PodSpec>
  readonly handlesTerm: boolean
  readonly requests: boolean
}[] = [
  { name: 'web', spec: {}, handlesTerm: true, requests: true },
  { name: 'api', spec: {}, handlesTerm: false, requests: true },
  { name: 'cart', spec: {}, handlesTerm: false, requests: true },
  { name: 'reports', spec: {}, handlesTerm: false, requests: false },
]

/** The n-th application workload; after the first round the names get a number. */
export function applicationWorkload(index: number, namespace: string): WorkloadSpec {
  const kind = applications[index % applications.length]
  const round = Math.floor(index / applications.length)
  const base = kind?.name ?? 'web'
  const name = round === 0 ? base : `${base}-${round + 1}`
  const command = kind?.handlesTerm ? ['/bin/sh', '-c', "trap 'exit 0' TERM; exec serve"] : [`/${base}`]
  const resources = kind?.requests ? { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } } : {}
  return {
    name,
    namespace,
    labels: { app: name },
    spec: {
      containers: [
        {
          name: 'app',
          image: `registry.example.com/shop/${base}:1.8.2`,
          command,
          resources,
          imagePullPolicy: 'IfNotPresent',
        },
      ],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      priority: 0,
      tolerations: defaultTolerations,
    },
  }
}

/** CoreDNS as kubeadm deploys it. */
export const coreDns: WorkloadSpec = {
  name: 'coredns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  spec: {
    containers: [
      {
        name: 'coredns',
        image: 'registry.k8s.io/coredns/coredns:v1.12.0',
        resources: { requests: { cpu: '100m', memory: '70Mi' }, limits: { memory: '170Mi' } },
      },
    ],
    priority: 2_000_000_000,
    priorityClassName: 'system-cluster-critical',
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'Default',
    schedulerName: 'default-scheduler',
    tolerations: [
      { key: 'CriticalAddonsOnly', operator: 'Exists' },
      { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
      ...defaultTolerations,
    ],
  },
}

/** What runs on every node: the service proxy and the network plugin's agent. */
export const nodeAgents: readonly WorkloadSpec[] = [
  nodeAgent('calico-node', 'docker.io/calico/node:v3.29.3'),
  nodeAgent('kube-proxy', 'registry.k8s.io/kube-proxy:v1.33.13'),
]

function nodeAgent(name: string, image: string): WorkloadSpec {
  return {
    name,
    namespace: 'kube-system',
    labels: { 'k8s-app': name },
    spec: {
      containers: [{ name, image }],
      hostNetwork: true,
      priority: 2_000_001_000,
      priorityClassName: 'system-node-critical',
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      tolerations: [{ operator: 'Exists' }],
    },
  }
}

/** The DaemonSet of a node agent. */
export function daemonSetOf(workload: WorkloadSpec, count: number, createdAt: string): DaemonSetObject {
  const status = {
    currentNumberScheduled: count,
    desiredNumberScheduled: count,
    numberReady: count,
    numberAvailable: count,
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { ...named(workload, createdAt), generation: 1 },
    spec: {
      selector: { matchLabels: workload.labels },
      template: templateOf(workload, { 'controller-revision-hash': '7c5d8b9f4' }),
      updateStrategy: { type: 'RollingUpdate' },
    },
    status: { ...status, updatedNumberScheduled: count, numberMisscheduled: 0, observedGeneration: 1 },
  }
}

/** The Deployment of an application. */
export function deploymentOf(workload: WorkloadSpec, replicas: number, createdAt: string): ReplicaObject {
  const status = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...named(workload, createdAt), generation: 1 },
    spec: { replicas, selector: { matchLabels: workload.labels }, template: templateOf(workload, {}) },
    status: { ...status, observedGeneration: 1 },
  }
}

/** The ReplicaSet that a Deployment made for its only revision. */
export function replicaSetOf(
  workload: WorkloadSpec,
  deployment: KubeObject & { spec: { replicas: number } },
  hash: string,
): ReplicaObject {
  const { metadata } = deployment
  const labels = { ...workload.labels, 'pod-template-hash': hash }
  const { replicas } = deployment.spec
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace,
      labels,
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      creationTimestamp: metadata.creationTimestamp,
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name: metadata.name, uid: metadata.uid ?? '', controller: true },
      ],
    },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: templateOf(workload, { 'pod-template-hash': hash }),
    },
    status: {
      replicas,
      fullyLabeledReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      observedGeneration: 1,
    },
  }
}

function named({ name, namespace, labels }: WorkloadSpec, creationTimestamp: string) {
  return { name, namespace, labels, creationTimestamp }
}

function templateOf({ labels, spec }: WorkloadSpec, more: Readonly<Record<string, string>>): PodTemplate {
  return { metadata: { labels: { ...labels, ...more } }, spec }
}
