import { createManualClock } from '../../src/playground/cluster/manual-clock.ts'
import { createEmbeddedQueue } from '../../src/queue/embedded-queue.ts'
import { describeQueue } from './queue-contract.ts'

describeQueue('embedded', async () => {
  const clock = createManualClock(Date.parse('2026-11-23T19:00:00Z'))
  return { queue: createEmbeddedQueue(clock), now: () => clock.now(), advance: (ms) => void clock.advance(ms) }
})
