import { powerOff, powerOn } from '../power.ts'
import { argument, type Fault, nodeParameter } from './fault.ts'

const downSeconds = { name: 'downSeconds', meaning: 'how long the machine is off, in seconds', default: '20' }

/** The machine goes down and boots again; all its containers start anew. */
export const nodeRebooted: Fault = {
  id: 'node-rebooted',
  title: 'The machine reboots',
  parameters: [nodeParameter, downSeconds],
  apply(world, given) {
    const node = argument(nodeParameter, given)
    powerOff(world, node)
    world.clock.after(Number(argument(downSeconds, given)) * 1_000, () => powerOn(world, node))
  },
  heal: () => undefined,
}
