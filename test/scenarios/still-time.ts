import { setTimeout as delay } from 'node:timers/promises'
import { vi } from 'vitest'
import type { ClusterReader } from '../../src/collectors/cluster-reader.ts'
import type { TrafficCounter } from '../../src/playground/cluster/api/traffic.ts'
import type { World } from '../../src/playground/cluster/world.ts'

/** How far time moves when nothing else can happen. */
const stepMs = 50
/** Turns of the event loop without any change, after which what could settle has settled. */
const quietTurns = 6
/** Wall time without any change, after which requests that reached nobody are taken for stuck. */
const stuckMs = 300

/** Both ends of the wire, which together tell whether anything is still on its way. */
export interface Wire {
  readonly world: World
  readonly traffic: TrafficCounter
  readonly read: ClusterReader
}

/**
 * Does work over the wire while the time of the world and of the client stands still. It moves, for both alike, only when
 * every request that was sent lies unanswered at the server (or reached nobody): so what is answered takes no time, what
 * hangs takes exactly its limit, and neither depends on how fast this machine is.
 */
export async function inStillTime<T>(wire: Wire, work: (read: ClusterReader) => Promise<T>): Promise<T> {
  const { world } = wire
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: world.clock.now() })
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(timeoutOnFakeClock)
  const flight = countFlight(wire)
  let isOver = false
  const result = work(flight.read).finally(() => {
    isOver = true
  })
  result.catch(() => {})
  try {
    for (await flight.settle(); !isOver; await flight.settle()) {
      world.clock.advance(stepMs)
      await flight.settle()
      await vi.advanceTimersByTimeAsync(stepMs)
    }
    return await result
  } finally {
    vi.restoreAllMocks()
    vi.useRealTimers()
  }
}

/** Node's own `AbortSignal.timeout` follows the wall clock, whatever timers are faked. */
function timeoutOnFakeClock(limitMs: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new DOMException('The operation timed out', 'TimeoutError')), limitMs)
  return controller.signal
}

/** A reader that is watched, and a wait until nothing moves between it and the server. */
function countFlight({ read, traffic }: Wire): { readonly read: ClusterReader; settle(): Promise<void> } {
  let sent = 0
  let ended = 0
  let stuck = ''
  const state = () => `${sent} ${ended} ${traffic.read().waiting}`
  const isStill = () => sent - ended === traffic.read().waiting || state() === stuck
  async function settle(): Promise<void> {
    let [last, turns, since] = [state(), 0, performance.now()]
    while (turns < quietTurns || !isStill()) {
      if (turns < quietTurns) await new Promise(setImmediate)
      else await delay(1)
      if (state() !== last) [last, turns, since] = [state(), 0, performance.now()]
      else turns += 1
      if (performance.now() - since > stuckMs) stuck = state()
    }
  }
  const watched: ClusterReader = {
    ...read,
    async get(path, options) {
      sent += 1
      try {
        return await read.get(path, options)
      } finally {
        ended += 1
      }
    },
  }
  return { read: watched, settle }
}
