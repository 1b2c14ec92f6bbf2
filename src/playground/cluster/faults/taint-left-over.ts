import { getNode, putTaints } from '../objects/node-object.ts'
import { argument, choice, type Fault, nodeParameter } from './fault.ts'

const key = { name: 'key', meaning: 'key of the taint', default: 'ToBeDeletedByClusterAutoscaler' }
const effect = {
  name: 'effect',
  meaning: 'effect of the taint',
  choices: ['NoSchedule', 'NoExecute', 'PreferNoSchedule'],
  default: 'NoSchedule',
} as const

/** Somebody tainted the node for a reason that is long gone, and forgot it. */
export const taintLeftOver: Fault = {
  id: 'taint-left-over',
  title: 'A taint is left over',
  parameters: [nodeParameter, key, effect],
  apply(world, given) {
    const node = getNode(world.store, argument(nodeParameter, given))
    if (!node) return
    const taint = { key: argument(key, given), effect: choice(effect, given) }
    putTaints(world.store, node, [...(node.spec.taints ?? []), taint])
  },
  heal(world, given) {
    const node = getNode(world.store, argument(nodeParameter, given))
    const taints = node?.spec.taints ?? []
    if (node)
      putTaints(
        world.store,
        node,
        taints.filter((taint) => taint.key !== argument(key, given)),
      )
  },
}
