import type { Fault } from './fault.ts'

/** No controller-manager runs: nobody marks silent nodes. Its lease keeps the last holder. */
export const controllerManagerStopped: Fault = {
  id: 'controller-manager-stopped',
  title: 'The controller-manager is stopped',
  parameters: [],
  apply: (world) => world.controllerManagers.stop(),
  heal: (world) => world.controllerManagers.start(),
}
