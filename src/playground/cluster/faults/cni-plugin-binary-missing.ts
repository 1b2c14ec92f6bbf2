import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** The configuration names a plugin that is not in `/opt/cni/bin`: new pods fail, the node stays Ready. */
export const cniPluginBinaryMissing: Fault = {
  id: 'cni-plugin-binary-missing',
  title: "The network plugin's binary is missing",
  parameters: [nodeParameter],
  apply(world, given) {
    kubeletGiven(world, given).machine.cni.binaryPresent = false
  },
  heal(world, given) {
    kubeletGiven(world, given).machine.cni.binaryPresent = true
  },
}
