import { asList, asText, asTextMap, asTime, at, isRecord } from '../../collectors/kube-json.ts'
import type { ContainerObject, PodObject } from '../../report/describe-node/described-objects.ts'

/** What a pod wants of its node. */
export function podObject(pod: unknown): PodObject {
  const statuses = new Map(
    asList(at(pod, 'status', 'containerStatuses')).map((status) => [asText(at(status, 'name')), status] as const),
  )
  return {
    namespace: asText(at(pod, 'metadata', 'namespace')),
    name: asText(at(pod, 'metadata', 'name')),
    createdAt: asTime(at(pod, 'metadata', 'creationTimestamp')),
    containers: asList(at(pod, 'spec', 'containers')).map((container) => {
      return containerObject(container, statuses.get(asText(at(container, 'name'))))
    }),
    initContainers: asList(at(pod, 'spec', 'initContainers')).map((container) => containerObject(container, undefined)),
    overhead: asTextMap(at(pod, 'spec', 'overhead')),
    resizeInfeasible: asList(at(pod, 'status', 'conditions')).some((condition) => {
      return at(condition, 'type') === 'PodResizePending' && at(condition, 'reason') === 'Infeasible'
    }),
  }
}

/** Kubelets before 1.33 do not report resources in the status. */
function containerObject(container: unknown, status: unknown): ContainerObject {
  return {
    requests: asTextMap(at(container, 'resources', 'requests')),
    limits: asTextMap(at(container, 'resources', 'limits')),
    actual: isRecord(at(status, 'resources'))
      ? {
          requests: asTextMap(at(status, 'resources', 'requests')),
          allocated: asTextMap(at(status, 'allocatedResources')),
        }
      : undefined,
    isSidecar: at(container, 'restartPolicy') === 'Always',
  }
}
