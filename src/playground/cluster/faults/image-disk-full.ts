import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** Images and container layers fill their disk to 94 %; the root disk has room. */
export const imageDiskFull: Fault = {
  id: 'image-disk-full',
  title: 'The disk for images and containers is full',
  parameters: [nodeParameter],
  apply(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.imageDisk.usedBytes = Math.floor(machine.imageDisk.capacityBytes * 0.94)
  },
  heal(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.imageDisk.usedBytes = Math.floor(machine.imageDisk.capacityBytes * 0.23)
  },
}
