import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** The kubelet's unit is stopped; the machine and its containers go on. */
export const kubeletStopped: Fault = {
  id: 'kubelet-stopped',
  title: 'The kubelet is stopped',
  parameters: [nodeParameter],
  apply: (world, given) => kubeletGiven(world, given).stop(),
  heal: (world, given) => kubeletGiven(world, given).start(),
}
