import type { Fault } from './fault.ts'
import { endProcesses, startProcesses } from './static-component.ts'

/** No API server runs: the port refuses. */
export const apiserverStopped: Fault = {
  id: 'apiserver-stopped',
  title: 'The API server is stopped',
  parameters: [],
  apply(world) {
    world.controlPlane.apiserver.stop()
    endProcesses(world, 'kube-apiserver')
  },
  heal(world) {
    world.controlPlane.apiserver.start()
    startProcesses(world, 'kube-apiserver')
  },
}
