import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** Millions of small files: 98 % of the inodes are used while there is plenty of space. */
export const inodesExhausted: Fault = {
  id: 'inodes-exhausted',
  title: 'The root disk has no free inodes',
  parameters: [nodeParameter],
  apply(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.rootDisk.inodesUsed = Math.floor(machine.rootDisk.inodes * 0.98)
  },
  heal(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.rootDisk.inodesUsed = Math.floor(machine.rootDisk.inodes * 0.04)
  },
}
