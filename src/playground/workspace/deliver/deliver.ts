import type { SimClock } from '../../cluster/sim-clock.ts'
import type { DeliveryMisbehaviour, Plan } from '../misbehaviour.ts'
import type { Interaction, InteractionLog, Outcome } from './interaction.ts'
import type { Outgoing, Reply, Transport } from './transport.ts'

/** Slack's patience with the app, for every kind of delivery. */
const ackDeadlineMs = 3_000

export interface Deliverer {
  /** Sends to the app. Resolves when Slack has made up its mind: answered, failed, or three seconds over. */
  deliver(about: About, outgoing: Outgoing): Promise<Interaction>
  /** Sends again under the same interaction. */
  redeliver(id: string, outgoing: Outgoing): Promise<Interaction>
  /** Deliveries without a decision yet. */
  inFlight(): number
}

type About = Pick<Interaction, 'kind' | 'user' | 'what'>

export interface DelivererParts {
  readonly clock: SimClock
  readonly log: InteractionLog
  readonly plan: Plan<DeliveryMisbehaviour>
  readonly transport: () => Transport
}

export function createDeliverer({ clock, log, plan, transport }: DelivererParts): Deliverer {
  let inFlight = 0

  /** Sends once; the answer is measured in real time, whenever it comes. */
  async function send(id: string, outgoing: Outgoing, misbehaviour: DeliveryMisbehaviour | undefined): Promise<Reply> {
    const startedAt = performance.now()
    log.change(id, { sends: log.get(id).sends + 1 })
    const reply = await transport().send(outgoing, misbehaviour)
    if (reply.noRetry) log.change(id, { noRetry: true })
    if (reply.status === 'answered' && log.get(id).ackMs === undefined) {
      log.change(id, { ackMs: performance.now() - startedAt, httpStatus: reply.httpStatus, answer: reply.body })
    }
    return reply
  }

  async function sendAsPlanned(id: string, outgoing: Outgoing): Promise<Outcome> {
    const misbehaviour = plan.take(outgoing.kind)
    if (misbehaviour?.kind === 'lost') return 'unreachable'
    if (misbehaviour?.kind === 'late') await new Promise<void>((resolve) => clock.after(misbehaviour.delayMs, resolve))
    const reply = send(id, outgoing, misbehaviour)
    const copy = misbehaviour?.kind === 'duplicate' ? send(id, outgoing, undefined) : undefined
    const outcome = await decide(clock, reply)
    if (copy) await decide(clock, copy)
    return outcome
  }

  async function redeliver(id: string, outgoing: Outgoing): Promise<Interaction> {
    inFlight += 1
    log.change(id, { outcome: 'waiting' })
    const outcome = await sendAsPlanned(id, outgoing)
    inFlight -= 1
    return log.change(id, { outcome })
  }

  return {
    deliver(about, outgoing) {
      const id = log.open({ ...about, payload: outgoing.payload, sentAt: clock.now() })
      return redeliver(id, outgoing)
    },
    redeliver,
    inFlight: () => inFlight,
  }
}

function decide(clock: SimClock, reply: Promise<Reply>): Promise<Outcome> {
  return new Promise((resolve) => {
    const cancel = clock.after(ackDeadlineMs, () => resolve('too-late'))
    reply.then((answer) => {
      cancel()
      resolve(outcomeOf(answer))
    })
  })
}

function outcomeOf(reply: Reply): Outcome {
  if (reply.status === 'unreachable') return 'unreachable'
  return reply.httpStatus >= 200 && reply.httpStatus < 300 ? 'acknowledged' : 'refused'
}
