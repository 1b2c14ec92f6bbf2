import type { EpochMs } from '../diagnosis/evidence.ts'
import type { DiagnosisRun } from './run-diagnosis.ts'

/** Keeps finished work for who comes back to it: the answer in Slack, the buttons under it. Items are plain JSON. */
export interface Store<T> {
  /** Returns the id to load it by: short, and not to be guessed. */
  save(item: T): Promise<string>
  /** Undefined for what was never there, is too old or had to make room. */
  load(id: string): Promise<T | undefined>
}

/** Finished diagnoses with everything that was read for them. */
export type RunStore = Store<DiagnosisRun>

/** What nodes are in full, as text (`kubectl describe node`). */
export type DescriptionStore = Store<string>

/** What is kept at most; the oldest goes first. */
export interface Retention {
  readonly items: number
  readonly ageMs: number
  /** All items together, in characters of JSON. */
  readonly characters: number
}

const defaultRetention: Retention = { items: 500, ageMs: 24 * 60 * 60 * 1000, characters: 64_000_000 }

/**
 * The store of a single process; lost with it. Items are kept as JSON text: it takes a fraction of the room that the
 * objects take, and nobody can change what is stored.
 */
export function createMemoryStore<T>(now: () => EpochMs, retention: Retention = defaultRetention): Store<T> {
  const kept = new Map<string, { readonly savedAt: EpochMs; readonly json: string }>()
  let characters = 0
  const forget = (id: string) => {
    characters -= kept.get(id)?.json.length ?? 0
    kept.delete(id)
  }
  const isOld = (savedAt: EpochMs) => now() - savedAt > retention.ageMs
  const makeRoom = () => {
    for (const [id, { savedAt }] of kept) {
      if (kept.size <= retention.items && characters <= retention.characters && !isOld(savedAt)) return
      forget(id)
    }
  }
  return {
    async save(item) {
      const id = crypto.randomUUID()
      const json = JSON.stringify(item)
      kept.set(id, { savedAt: now(), json })
      characters += json.length
      makeRoom()
      return id
    },
    async load(id) {
      makeRoom()
      const found = kept.get(id)
      return found && (JSON.parse(found.json) as T)
    },
  }
}
