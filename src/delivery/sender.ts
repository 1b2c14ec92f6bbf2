import type { Clock } from '../queue/clock.ts'
import type { Ledger, Outstanding } from './ledger.ts'
import type { Limiter } from './limiter.ts'
import type { Delivered, DeliveryRefusal } from './message.ts'
import { type Known, planNext, type Step } from './plan.ts'
import type { SlackPort, SlackResult } from './slack-port.ts'

/** After a failure that may pass, the method rests this long, doubling with every failure in a row up to the cap. */
const backoffMs = { first: 1_000, cap: 60_000 }

/** What the sender works with. */
export interface SenderPorts {
  readonly ledger: Ledger
  readonly slack: SlackPort
  readonly limiter: Limiter
  readonly clock: Clock
  /** Told of every final refusal, so that somebody can tell the person by another way. */
  readonly onRefused: (item: Outstanding, delivered: Delivered, message: string) => void
  /** Told of everything that was tried and did not work, for the log. */
  readonly onTrouble: (step: Step, result: SlackResult<unknown>) => void
}

/** Turns desired messages into posts, edits and files, one conversation after the other. */
export interface Sender {
  /** Sends what is outstanding until stopped. */
  start(): void
  /** Stops after the call that is under way. */
  stop(): Promise<void>
}

/** The one sender of a workspace: turns desired messages into posts, edits and files within Slack's limits. */
export function createSender(ports: SenderPorts): Sender {
  return new LedgerSender(ports)
}

class LedgerSender implements Sender {
  readonly #ports: SenderPorts
  readonly #delivered = new Map<string, Delivered>()
  readonly #writtenAt = new Map<string, number>()
  #failuresInARow = 0
  #running = false
  #loop: Promise<void> = Promise.resolve()
  #wake: () => void = () => {}

  constructor(ports: SenderPorts) {
    this.#ports = ports
  }

  start(): void {
    this.#running = true
    const unsubscribe = this.#ports.ledger.onWork(() => this.#wake())
    this.#loop = this.#run().finally(unsubscribe)
  }

  async stop(): Promise<void> {
    this.#running = false
    this.#wake()
    await this.#loop
  }

  async #run(): Promise<void> {
    while (this.#running) {
      const woken = this.#nextWake()
      const items = await this.#ports.ledger.outstanding()
      const known = await this.#known(items)
      const plan = planNext(items, known, this.#ports.limiter, this.#ports.clock.now())
      if ('step' in plan) await this.#take(plan.step)
      else if ('orphan' in plan) await this.#giveUp(plan.orphan, plan.refusal, 'the thread it belongs to was refused')
      else if (this.#running) await this.#pause(plan.waitMs, woken)
    }
  }

  /** Armed before the ledger is read, so that work which arrives in between still wakes the loop. */
  #nextWake(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  async #pause(waitMs: number | undefined, woken: Promise<void>): Promise<void> {
    const cancel = waitMs === undefined ? () => {} : this.#ports.clock.after(waitMs, () => this.#wake())
    await woken
    cancel()
  }

  /** Threads hang from messages that may have been posted by an earlier process: ask the ledger for those. */
  async #known(items: readonly Outstanding[]): Promise<Known> {
    for (const { desired } of items) {
      const thread = desired.conversation.thread
      if (!thread || !('key' in thread) || this.#delivered.get(thread.key)?.ts) continue
      const delivered = (await this.#ports.ledger.find(thread.key))?.delivered
      if (delivered) this.#delivered.set(thread.key, delivered)
    }
    return { delivered: (key) => this.#delivered.get(key), writtenAt: (key) => this.#writtenAt.get(key) }
  }

  async #take(step: Step): Promise<void> {
    const { limiter, clock } = this.#ports
    limiter.spend(step.method, step.channel, clock.now())
    const result = await this.#call(step)
    if (result.status === 'ok') return this.#done(step, result.value)
    this.#ports.onTrouble(step, result)
    if (result.status === 'limited') return limiter.pause(step.method, clock.now() + result.retryAfterMs)
    if (result.status === 'refused') return this.#giveUp(step.item, result.refusal, result.message)
    if (result.status === 'unclear' && step.method === 'post') await this.#record(step.item, { unclear: true })
    this.#failuresInARow += 1
    limiter.pause(step.method, clock.now() + this.#backoff())
  }

  #backoff(): number {
    return Math.min(backoffMs.cap, backoffMs.first * 2 ** (this.#failuresInARow - 1))
  }

  async #call(step: Step): Promise<SlackResult<{ ts?: string | undefined; found?: readonly string[] }>> {
    const { slack } = this.#ports
    const { desired, delivered } = step.item
    if ('file' in desired.content) return slack.upload(step.channel, step.threadTs, desired.content.file)
    if (step.method === 'update' && delivered?.ts) {
      return slack.update(step.channel, delivered.ts, desired.content, desired.key)
    }
    if (step.method === 'post') return slack.post(step.channel, step.threadTs, desired.content, desired.key)
    const result = await slack.findPosted(step.channel, step.threadTs, desired.key)
    return result.status === 'ok' ? { status: 'ok', value: { found: result.value } } : result
  }

  async #done(step: Step, value: { ts?: string | undefined; found?: readonly string[] }): Promise<void> {
    this.#failuresInARow = 0
    this.#writtenAt.set(step.item.desired.key, this.#ports.clock.now())
    if (value.found) return this.#found(step, value.found)
    await this.#record(step.item, { version: step.item.desired.version, ...(value.ts ? { ts: value.ts } : {}) })
  }

  /** An unclear post did land (perhaps twice: the doubles go), or it did not and may be posted again. */
  async #found(step: Step, [ts, ...doubles]: readonly string[]): Promise<void> {
    for (const double of doubles) await this.#ports.slack.remove(step.channel, double)
    await this.#record(step.item, ts === undefined ? { unclear: false } : { unclear: false, ts })
  }

  async #giveUp(item: Outstanding, refusal: DeliveryRefusal, message: string): Promise<void> {
    const delivered = await this.#record(item, { refused: refusal, version: item.desired.version })
    this.#ports.onRefused(item, delivered, message)
  }

  async #record({ desired, delivered }: Outstanding, change: Partial<Delivered>): Promise<Delivered> {
    const next: Delivered = { key: desired.key, version: delivered?.version ?? 0, ...delivered, ...change }
    this.#delivered.set(desired.key, next)
    await this.#ports.ledger.record(next)
    return next
  }
}
