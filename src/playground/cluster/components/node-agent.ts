import type { SeededRandom } from '../seeded-random.ts'
import type { SimClock } from '../sim-clock.ts'
import type { Reach } from './control-plane.ts'
import type { EventRecorder } from './event-recorder.ts'
import type { Machine } from './machine.ts'

/** What the parts of a kubelet know of the process that they live in. */
export interface NodeAgent {
  readonly machine: Machine
  readonly clock: SimClock
  readonly random: SeededRandom
  readonly events: EventRecorder
  /** False while the process is stopped or frozen: nothing happens then. */
  readonly isRunning: boolean
  /** The API server, or why it cannot be used. */
  reach(): Reach
}
