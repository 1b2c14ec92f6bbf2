import { asList, asText, asTextMap, asTime, at, isRecord } from '../../collectors/kube-json.ts'
import type { ContainerObject, PodObject } from '../../report/describe-node/described-objects.ts'

/** What a pod wants of its node. */
export function podObject(pod: unknown): PodObject {
  const statuses = ['containerStatuses', 'initContainerStatuses'].flatMap((list) => asList(at(pod, 'status', list)))
  const statusOf = new Map(statuses.map((status) => [asText(at(status, 'name')), status] as const))
  const containers = (list: string) => {
    return asList(at(pod, 'spec', list)).map((container) => {
      return containerObject(container, statusOf.get(asText(at(container, 'name'))))
    })
  }
  return {
    namespace: asText(at(pod, 'metadata', 'namespace')),
    name: asText(at(pod, 'metadata', 'name')),
    createdAt: asTime(at(pod, 'metadata', 'creationTimestamp')),
    containers: containers('containers'),
    initContainers: containers('initContainers').map(asResized),
    overhead: asTextMap(at(pod, 'spec', 'overhead')),
    resizeInfeasible: asList(at(pod, 'status', 'conditions')).some((condition) => {
      return at(condition, 'type') === 'PodResizePending' && at(condition, 'reason') === 'Infeasible'
    }),
  }
}

/** Of the init containers, only sidecars can be resized: the others have ended, or will start with what the spec says. */
function asResized(container: ContainerObject): ContainerObject {
  return container.isSidecar ? container : { ...container, actual: undefined }
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
