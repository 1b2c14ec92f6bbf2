import type { Role } from '../access/access.ts'
import type { Gate } from '../access/gate.ts'
import type { Ledger } from '../delivery/ledger.ts'
import type { MessageContent } from '../delivery/message.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../queue/clock.ts'
import type { Conversation } from '../queue/job.ts'
import type { DiagnosisQueue } from '../queue/queue.ts'
import type { RunStore } from '../worker/run-store.ts'
import type { Inventory } from './inventory.ts'
import type { RefusalDesk } from './refusal-desk.ts'

/** One thing that somebody asked for: a command, a mention, a direct message or a click, whatever its form was. */
export interface Ask {
  /** Unique per request, the same when Slack delivers it twice. Without spaces. */
  readonly id: string
  readonly user: string
  readonly channel: string
  /** Where an answer for everybody goes. */
  readonly conversation: Conversation
  /** Tells the person alone. Never throws. */
  whisper(content: MessageContent): Promise<void>
  /** Answers as it was asked: to the person alone after a slash command, in the conversation after a mention. */
  answer(content: MessageContent): Promise<void>
}

/** A word after `/k8s`. One file each in `commands/`. */
export interface Command {
  readonly name: string
  /** As people type it, after `/k8s `. */
  readonly usage: string
  /** One line for the help. */
  readonly summary: string
  readonly needs: Role
  run(ask: Ask, words: readonly string[], ports: IntakePorts): Promise<void>
}

/** A click. `value` is the button's value or the chosen option. */
export interface Click extends Ask {
  readonly value: string
  /** The block that was clicked in; it carries what a value is too short for. */
  readonly blockId: string
}

/** A button or menu. One file each in `buttons/`. */
export interface Button {
  /** Also the beginning of the action ids of several buttons of one kind (`choose_node_2`). */
  readonly actionId: string
  readonly needs: Role
  run(click: Click, ports: IntakePorts): Promise<void>
}

/** What the service is, for `status` and for advice. */
interface About {
  readonly version: string
  readonly botUser: string
  /** `Socket Mode` or `HTTP`. */
  readonly connection: string
}

/** Everything that commands and buttons work with. */
export interface IntakePorts {
  readonly queue: DiagnosisQueue
  readonly ledger: Ledger
  readonly gate: Gate
  readonly inventory: Inventory
  readonly runs: RunStore
  readonly refusals: RefusalDesk
  readonly clock: Clock
  readonly log: Log
  /** Names, the default first. */
  readonly clusters: readonly string[]
  readonly commands: readonly Command[]
  readonly about: About
}
