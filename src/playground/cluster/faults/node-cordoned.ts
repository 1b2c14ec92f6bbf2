import { getNode } from '../objects/node-object.ts'
import { NODES } from '../objects/resource-types.ts'
import type { World } from '../world.ts'
import { argument, type Fault, nodeParameter } from './fault.ts'

/** Somebody ran `kubectl cordon`. */
export const nodeCordoned: Fault = {
  id: 'node-cordoned',
  title: 'The node is cordoned',
  parameters: [nodeParameter],
  apply: (world, given) => setUnschedulable(world, argument(nodeParameter, given), true),
  heal: (world, given) => setUnschedulable(world, argument(nodeParameter, given), false),
}

function setUnschedulable(world: World, name: string, wanted: boolean): void {
  const node = getNode(world.store, name)
  if (!node) return
  const { unschedulable: _, ...spec } = node.spec
  world.store.put(NODES, { ...node, spec: wanted ? { ...spec, unschedulable: true } : spec })
}
