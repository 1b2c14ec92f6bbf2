import { NODES } from '../objects/resource-types.ts'
import { argument, type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** Somebody ran `kubectl delete node` while the kubelet runs; only a restart registers it again. */
export const nodeObjectDeleted: Fault = {
  id: 'node-object-deleted',
  title: 'The Node object is deleted while the kubelet runs',
  parameters: [nodeParameter],
  apply(world, given) {
    world.store.delete(NODES, undefined, argument(nodeParameter, given))
  },
  heal(world, given) {
    const kubelet = kubeletGiven(world, given)
    kubelet.stop()
    kubelet.start()
  },
}
