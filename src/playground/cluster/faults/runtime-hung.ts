import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** containerd accepts calls and never answers them. */
export const runtimeHung: Fault = {
  id: 'runtime-hung',
  title: 'The container runtime hangs',
  parameters: [nodeParameter],
  apply: (world, given) => kubeletGiven(world, given).machine.runtime.set('hung'),
  heal: (world, given) => kubeletGiven(world, given).machine.runtime.set('up'),
}
