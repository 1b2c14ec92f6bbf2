import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** `/etc/cni/net.d` is empty: the network plugin was never set up, or its configuration was removed. */
export const cniMissing: Fault = {
  id: 'cni-missing',
  title: 'The node has no network plugin configuration',
  parameters: [nodeParameter],
  apply(world, given) {
    kubeletGiven(world, given).machine.cni.configured = false
  },
  heal(world, given) {
    kubeletGiven(world, given).machine.cni.configured = true
  },
}
