import { NODES } from '../objects/resource-types.ts'
import { powerOff, powerOn } from '../power.ts'
import { argument, type Fault, nodeParameter } from './fault.ts'

/** An autoscaler or a person replaces the machine by a new one with the same name: another UID, another boot. */
export const nodeReplaced: Fault = {
  id: 'node-replaced',
  title: 'The node is replaced by a new machine of the same name',
  parameters: [nodeParameter],
  apply(world, given) {
    const name = argument(nodeParameter, given)
    powerOff(world, name)
    world.store.delete(NODES, undefined, name)
    world.kubelet(name).machine.machineId = world.random.hex(32)
    powerOn(world, name)
  },
  heal: () => undefined,
}
