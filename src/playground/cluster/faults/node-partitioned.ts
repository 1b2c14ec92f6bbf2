import { choice, type Fault, kubeletGiven, nodeParameter } from './fault.ts'
import { linkParameter } from './link-parameter.ts'

/** Nothing passes between the node and the control plane; the node itself is well. */
export const nodePartitioned: Fault = {
  id: 'node-partitioned',
  title: 'The network between node and control plane is cut',
  parameters: [nodeParameter, linkParameter],
  apply: (world, given) => kubeletGiven(world, given).machine.link.set(choice(linkParameter, given)),
  heal: (world, given) => kubeletGiven(world, given).machine.link.set('up'),
}
