import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** The kubelet's process is frozen: port 10250 accepts connections and never answers. */
export const kubeletHung: Fault = {
  id: 'kubelet-hung',
  title: 'The kubelet hangs',
  parameters: [nodeParameter],
  apply: (world, given) => kubeletGiven(world, given).hang(),
  heal: (world, given) => kubeletGiven(world, given).resume(),
}
