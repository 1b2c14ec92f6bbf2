import { NODES } from '../objects/resource-types.ts'
import { argument, type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** A node joins while no cloud-controller-manager runs: its `uninitialized` taint stays. */
export const cloudProviderUninitialized: Fault = {
  id: 'cloud-provider-uninitialized',
  title: 'The cloud-controller-manager does not initialise a new node',
  parameters: [nodeParameter],
  apply(world, given) {
    world.cloudControllerManager.stop()
    world.store.delete(NODES, undefined, argument(nodeParameter, given))
    const kubelet = kubeletGiven(world, given)
    kubelet.stop()
    kubelet.start()
  },
  heal: (world) => world.cloudControllerManager.start(),
}
