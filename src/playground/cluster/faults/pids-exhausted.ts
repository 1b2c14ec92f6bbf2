import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** Something outside the pods leaks processes: 98 % of the ids are taken. */
export const pidsExhausted: Fault = {
  id: 'pids-exhausted',
  title: 'The node has hardly any process ids left',
  parameters: [nodeParameter],
  apply(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.pids.current = Math.floor(machine.pids.max * 0.98)
  },
  heal(world, given) {
    const { machine } = kubeletGiven(world, given)
    machine.pids.current = 412
  },
}
