import type { ContainerObject, PodObject, ResourceList } from './described-objects.ts'
import { addQuantities, parseQuantity, type Quantity } from './quantity.ts'

/** Amounts by resource name. */
export type Amounts = ReadonlyMap<string, Quantity>

/** What was read of a list; what is no quantity is left out. */
export function amountsOf(list: ResourceList): Amounts {
  return new Map(
    Object.entries(list).flatMap(([name, text]) => {
      const quantity = parseQuantity(text)
      return quantity ? [[name, quantity] as const] : []
    }),
  )
}

/**
 * What the scheduler counts for a pod (Kubernetes docs, "Sidecar Containers", resource sharing): its containers and sidecars
 * together, or an init container with the sidecars before it if that is more; and the overhead.
 */
export function podRequests(pod: PodObject): Amounts {
  const requests = together(pod, (container) => containerRequests(container, pod.resizeInfeasible))
  return sum([requests, amountsOf(pod.overhead)])
}

/** As the requests, except that overhead is added only where there is a limit. */
export function podLimits(pod: PodObject): Amounts {
  const limits = together(pod, (container) => amountsOf(container.limits))
  const overhead = [...amountsOf(pod.overhead)].filter(([name]) => (limits.get(name)?.nanos ?? 0n) !== 0n)
  return sum([limits, new Map(overhead)])
}

/** The sum of lists, resource by resource. */
export function sum(lists: readonly Amounts[]): Amounts {
  const total = new Map<string, Quantity>()
  for (const [name, quantity] of lists.flatMap((list) => [...list])) {
    const before = total.get(name)
    total.set(name, before ? addQuantities(before, quantity) : quantity)
  }
  return total
}

/** During a resize in place, the largest of what is asked for, in force and allocated. */
function containerRequests({ requests, actual }: ContainerObject, resizeInfeasible: boolean): Amounts {
  const spec = amountsOf(requests)
  if (!actual) return spec
  const inForce = [amountsOf(actual.requests), amountsOf(actual.allocated)]
  return largest(resizeInfeasible ? inForce : [spec, ...inForce])
}

function together(
  { containers, initContainers }: PodObject,
  amounts: (container: ContainerObject) => Amounts,
): Amounts {
  let sidecars: Amounts = new Map()
  let start: Amounts = new Map()
  for (const container of initContainers) {
    const own = amounts(container)
    if (container.isSidecar) sidecars = sum([sidecars, own])
    start = largest([start, container.isSidecar ? sidecars : sum([own, sidecars])])
  }
  return largest([sum([...containers.map(amounts), sidecars]), start])
}

function largest(lists: readonly Amounts[]): Amounts {
  const most = new Map<string, Quantity>()
  for (const [name, quantity] of lists.flatMap((list) => [...list])) {
    const before = most.get(name)
    if (!before || quantity.nanos > before.nanos) most.set(name, quantity)
  }
  return most
}
