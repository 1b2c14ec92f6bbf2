import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { kubeTime } from '../kube-time.ts'
import type { PodObject } from '../objects/pod-object.ts'
import type { NodeSpec } from './node-spec.ts'

/** The control-plane components that kubeadm runs as static pods, with their images. */
export const staticComponents: Readonly<Record<string, string>> = {
  etcd: 'registry.k8s.io/etcd:3.5.21-0',
  'kube-apiserver': 'registry.k8s.io/kube-apiserver:v1.33.13',
  'kube-controller-manager': 'registry.k8s.io/kube-controller-manager:v1.33.13',
  'kube-scheduler': 'registry.k8s.io/kube-scheduler:v1.33.13',
}

/** When and for which Node object a mirror pod is made. */
export interface MirrorOptions {
  /** UID of the Node that owns it. */
  readonly uid: string | undefined
  readonly seenAt: EpochMs
}

/** The mirror pod of a control-plane component (https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/). */
export function mirrorPod(component: string, node: NodeSpec, options: MirrorOptions): PodObject {
  const hash = configHash(`${component}/${node.name}`)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${component}-${node.name}`,
      namespace: 'kube-system',
      labels: { component, tier: 'control-plane' },
      annotations: {
        'kubernetes.io/config.hash': hash,
        'kubernetes.io/config.mirror': hash,
        'kubernetes.io/config.seen': kubeTime(options.seenAt),
        'kubernetes.io/config.source': 'file',
      },
      creationTimestamp: kubeTime(options.seenAt),
      ...(options.uid && {
        ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node.name, uid: options.uid, controller: true }],
      }),
    },
    spec: {
      containers: [
        {
          name: component,
          image: staticComponents[component] ?? component,
          command: [component],
          resources: { requests: { cpu: '100m' } },
        },
      ],
      hostNetwork: true,
      nodeName: node.name,
      priority: 2_000_001_000,
      priorityClassName: 'system-node-critical',
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      tolerations: [{ operator: 'Exists', effect: 'NoExecute' }],
    },
    status: { phase: 'Pending' },
  }
}

/** 32 hexadecimal digits that depend on the text only, in the place of the kubelet's MD5 of the manifest. */
function configHash(text: string): string {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0').repeat(4)
}
