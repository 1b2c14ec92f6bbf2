import type { Fault } from './fault.ts'

/** The API server accepts connections and never answers. */
export const apiserverHung: Fault = {
  id: 'apiserver-hung',
  title: 'The API server hangs',
  parameters: [],
  apply: (world) => world.controlPlane.apiserver.hang(),
  heal: (world) => world.controlPlane.apiserver.start(),
}
