import type { EpochMs } from '../diagnosis/evidence.ts'
import type { Collector, CollectRequest } from './collector.ts'
import { asList, asNumber, asText, asTime, at } from './kube-json.ts'
import { type MissedPart, orMissed } from './missed-part.ts'
import { ReadError } from './read-error.ts'
import { type DatedJson, readDatedJson } from './read-json.ts'

/** Who leads among the controllers, and whether API servers still write. */
export interface LeaderLeasesData {
  /** Absent leases are left out: managed control planes may not show them. */
  readonly leaders: readonly LeaderLease[]
  readonly apiservers: readonly IdentityLease[]
  /** Why the identity leases could not be read, if so. */
  readonly apiserversMissed?: MissedPart
  /** The server's clock at the time of reading, if it told. */
  readonly serverTime?: EpochMs
}

/** One leader-election Lease (client-go, `leaderelection`). */
export interface LeaderLease {
  readonly name: string
  /** Empty after a clean stop of kube-scheduler, which gives its lease back. */
  readonly holder: string
  readonly renewedAt: EpochMs
  readonly durationSeconds: number
}

/** The identity Lease of one kube-apiserver. */
interface IdentityLease {
  readonly name: string
  readonly renewedAt: EpochMs
}

const folder = '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases'

/** Identity leases carry this label since v1.26 (Kubernetes docs, "Leases", API server identity). */
const identities = `${folder}?labelSelector=apiserver.kubernetes.io%2Fidentity%3Dkube-apiserver&limit=20`

/**
 * Reads the two leader leases by name: kube-system may hold hundreds of others. The identity leases are a help only,
 * so failing to read them costs a line of its own and not the others.
 */
export const leaderLeasesCollector: Collector<LeaderLeasesData> = {
  source: 'leader-leases',
  role: 'read',
  permissions: [
    { group: 'coordination.k8s.io', resource: 'leases', verb: 'get', namespace: 'kube-system' },
    { group: 'coordination.k8s.io', resource: 'leases', verb: 'list', namespace: 'kube-system' },
  ],
  targets: ['node', 'control-plane', 'cluster'],
  deadlineMs: 4_500,
  async collect(request) {
    const [manager, scheduler, apiservers] = await Promise.all([
      leaderLease(request, 'kube-controller-manager'),
      leaderLease(request, 'kube-scheduler'),
      orMissed(request.signal, () => apiserverLeases(request)),
    ])
    const answers = [manager, scheduler].filter((answer) => answer !== undefined)
    return {
      leaders: answers.flatMap(({ json }) => toLeaderLease(json)),
      apiservers: 'reason' in apiservers ? [] : apiservers,
      ...('reason' in apiservers && { apiserversMissed: apiservers }),
      serverTime: answers.find(({ date }) => date !== undefined)?.date,
    }
  },
}

async function leaderLease({ read, signal }: CollectRequest, name: string): Promise<DatedJson | undefined> {
  try {
    return await readDatedJson(read, `${folder}/${name}`, { signal })
  } catch (error) {
    if (error instanceof ReadError && error.reason === 'not-found') return undefined
    throw error
  }
}

async function apiserverLeases({ read, signal }: CollectRequest): Promise<LeaderLeasesData['apiservers']> {
  const { json } = await readDatedJson(read, identities, { signal })
  return asList(json['items']).flatMap(toApiserverLease)
}

function toLeaderLease(json: unknown): LeaderLease[] {
  const renewedAt = asTime(at(json, 'spec', 'renewTime'))
  if (renewedAt === undefined) return []
  return [
    {
      name: asText(at(json, 'metadata', 'name')),
      holder: asText(at(json, 'spec', 'holderIdentity')),
      renewedAt,
      durationSeconds: asNumber(at(json, 'spec', 'leaseDurationSeconds')) ?? 15,
    },
  ]
}

function toApiserverLease(json: unknown): LeaderLeasesData['apiservers'] {
  const renewedAt = asTime(at(json, 'spec', 'renewTime'))
  if (renewedAt === undefined) return []
  return [{ name: asText(at(json, 'metadata', 'name')), renewedAt }]
}
