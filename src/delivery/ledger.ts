import type { Delivered, DesiredMessage } from './message.ts'

/** What is still to be done for one message: never posted, or a newer version than the one that Slack shows. */
export interface Outstanding {
  readonly desired: DesiredMessage
  readonly delivered?: Delivered
}

/** The ledger port: desired messages in, what became of them kept. Both implementations pass one contract suite. */
export interface Ledger {
  /** Adds or replaces by (key, version). Returns false if a newer version is already known. */
  want(message: DesiredMessage): Promise<boolean>
  /** Everything outstanding, in order of arrival; the sender orders and limits. */
  outstanding(): Promise<readonly Outstanding[]>
  record(delivered: Delivered): Promise<void>
  find(key: string): Promise<Outstanding | undefined>
  /** Calls back when there may be something to do; the returned function stops it. */
  onWork(wake: () => void): () => void
}
