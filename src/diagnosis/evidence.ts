/** Milliseconds since 1970-01-01 UTC. All times inside the core are of this form. */
export type EpochMs = number

/** What one collector read, with its source and time. `data` is plain JSON, already redacted. */
export interface Evidence<Data = unknown> {
  /** Name of the collector that read it, e.g. `node`, `lease`. */
  readonly source: string
  readonly startedAt: EpochMs
  readonly finishedAt: EpochMs
  readonly data: Data
}

/**
 * Why something could not be read (a closed set: reports, metrics and retries rely on it). `unauthorized` (401) nobody
 * knows who we are, `forbidden` (403) we are known and may not (Kubernetes docs, "Authenticating"), `incomplete` only a
 * part was read.
 */
export type GapReason =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'timeout'
  | 'unavailable'
  | 'invalid'
  | 'not-configured'
  | 'incomplete'

/** What could not be read, and why. Unknown is not False: a gap never means "fine". */
export interface Gap {
  readonly source: string
  readonly reason: GapReason
  /** One line for a person: what was asked and what came back. */
  readonly detail: string
}
