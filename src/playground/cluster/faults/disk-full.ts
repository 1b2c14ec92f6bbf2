import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** Something outside the pods fills the root disk to 97 %. */
export const diskFull: Fault = {
  id: 'disk-full',
  title: "The node's root disk is full",
  parameters: [nodeParameter],
  apply(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.rootDisk.usedBytes = Math.floor(machine.rootDisk.capacityBytes * 0.97)
  },
  heal(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.rootDisk.usedBytes = Math.floor(machine.rootDisk.capacityBytes * 0.31)
  },
}
