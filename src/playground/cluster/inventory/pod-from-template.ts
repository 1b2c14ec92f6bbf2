import type { KubeObject } from '../object-store.ts'
import type { PodObject } from '../objects/pod-object.ts'
import type { PodTemplate } from '../objects/workload-object.ts'

/** What owns the pod, and the random end of its name. */
export interface PodOrigin {
  readonly kind: 'ReplicaSet' | 'DaemonSet'
  readonly suffix: string
}

/** A pod as its controller creates it: no node, no conditions. Containers and tolerations are shared with the template. */
export function podOf(owner: KubeObject & { spec: { readonly template: PodTemplate } }, origin: PodOrigin): PodObject {
  const { name, namespace, uid } = owner.metadata
  const { template } = owner.spec
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${origin.suffix}`,
      generateName: `${name}-`,
      namespace,
      labels: template.metadata.labels,
      ownerReferences: [{ apiVersion: 'apps/v1', kind: origin.kind, name, uid: uid ?? '', controller: true }],
    },
    spec: template.spec,
    status: { phase: 'Pending' },
  }
}
