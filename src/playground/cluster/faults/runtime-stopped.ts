import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** containerd is stopped; running containers go on under their shims. */
export const runtimeStopped: Fault = {
  id: 'runtime-stopped',
  title: 'The container runtime is stopped',
  parameters: [nodeParameter],
  apply: (world, given) => kubeletGiven(world, given).machine.runtime.set('stopped'),
  heal: (world, given) => kubeletGiven(world, given).machine.runtime.set('up'),
}
