import type { Fault } from './fault.ts'
import { endProcesses, startProcesses } from './static-component.ts'

/** etcd does not run: the API server answers without its storage. */
export const etcdStopped: Fault = {
  id: 'etcd-stopped',
  title: 'etcd is stopped',
  parameters: [],
  apply(world) {
    world.controlPlane.etcd.set('stopped')
    endProcesses(world, 'etcd')
  },
  heal(world) {
    world.controlPlane.etcd.set('up')
    startProcesses(world, 'etcd')
  },
}
