import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** Something outside the pods uses memory until 64 MiB are left. */
export const memoryShort: Fault = {
  id: 'memory-short',
  title: 'The node is short of memory',
  parameters: [nodeParameter],
  apply(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.memory.workingSetBytes = machine.memory.capacityBytes - 67_108_864
  },
  heal(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.memory.workingSetBytes = Math.floor(machine.memory.capacityBytes * 0.35)
  },
}
