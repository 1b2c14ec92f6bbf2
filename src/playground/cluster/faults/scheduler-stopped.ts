import type { Fault } from './fault.ts'

/** No scheduler runs: new pods stay Pending without a word. A clean stop blanks the holder of the lease. */
export const schedulerStopped: Fault = {
  id: 'scheduler-stopped',
  title: 'The scheduler is stopped',
  parameters: [],
  apply: (world) => world.schedulers.stop(),
  heal: (world) => world.schedulers.start(),
}
