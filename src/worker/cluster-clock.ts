import type { ClusterReader } from '../collectors/cluster-reader.ts'
import type { EpochMs } from '../diagnosis/evidence.ts'

/** Differences below this are the second's resolution of the `Date` header and the way of the answer. */
const toleranceMs = 5_000

/** The difference between the local clock and the cluster's, learned while the cluster is read. */
export interface ClusterClock {
  /** The same reader, watched. */
  readonly read: ClusterReader
  /** A local time as the cluster's clock would show it. */
  toClusterTime(local: EpochMs): EpochMs
}

/**
 * Leases and conditions carry the cluster's time, so a laptop whose clock is wrong must not judge their age by its own:
 * the API server's `Date` header tells the difference.
 */
export function observeClusterClock(read: ClusterReader, now: () => EpochMs): ClusterClock {
  let offsetMs = 0
  const watched: ClusterReader = {
    cluster: read.cluster,
    server: read.server,
    callerCertificateEnds: read.callerCertificateEnds,
    async get(path, options) {
      const answer = await read.get(path, options)
      if (answer.date !== undefined) offsetMs = answer.date - now()
      return answer
    },
  }
  return { read: watched, toClusterTime: (local) => (Math.abs(offsetMs) < toleranceMs ? local : local + offsetMs) }
}
