import type { ApiserverData, Attempt, Health } from '../collectors/apiserver.ts'
import type { Evidence } from '../diagnosis/evidence.ts'
import type { Fact } from '../diagnosis/fact.ts'
import { defineProvider } from './provider.ts'

/** What the API server says about itself and its storage. */
export const apiserverProvider = defineProvider<ApiserverData>({
  source: 'apiserver',
  provides: ['apiserverReach', 'apiserverCheck', 'apiserverStorageError', 'callerCertificate'],
  facts({ data, finishedAt }: Evidence<ApiserverData>): readonly Fact[] {
    const { version, livez, readyz, storage, server } = data
    const reaches = [version, livez.attempt, readyz.attempt, storage]
    return [
      ...reaches.map((attempt) => reachFact(attempt, server, finishedAt)),
      ...checkFacts('livez', livez, finishedAt),
      ...checkFacts('readyz', readyz, finishedAt),
      ...storageFacts(version, storage, finishedAt),
      ...callerFacts(data, finishedAt),
    ]
  },
})

function reachFact(attempt: Attempt, server: string, readAt: number): Fact<'apiserverReach'> {
  const { path, outcome, status, message, tookMs } = attempt
  return {
    kind: 'apiserverReach',
    value: { path, outcome, status, message, tookMs, ...(server.startsWith('http:') && { plain: true }) },
    from: { source: 'apiserver', readAt, ref: `GET ${server}${path}` },
  }
}

function checkFacts(endpoint: 'livez' | 'readyz', health: Health, readAt: number): Fact<'apiserverCheck'>[] {
  return health.checks.map(({ check, ok }) => ({
    kind: 'apiserverCheck',
    value: { endpoint, check, ok, detail: check === 'etcd' ? health.etcdDetail : '' },
    from: { source: 'apiserver', readAt, ref: `GET /${endpoint}?verbose [${ok ? '+' : '-'}]${check}` },
  }))
}

/** A failed read speaks about the storage only when the API server itself answers. */
function storageFacts(version: Attempt, storage: Attempt, readAt: number): Fact<'apiserverStorageError'>[] {
  const failed = storage.status === 500 || storage.status === 504 || storage.outcome === 'timeout'
  if (version.outcome !== 'ok' || !failed) return []
  const { path, status, message } = storage
  return [
    {
      kind: 'apiserverStorageError',
      value: { path, status, message },
      from: { source: 'apiserver', readAt, ref: `GET ${path}` },
    },
  ]
}

function callerFacts({ callerCertificateEnds }: ApiserverData, readAt: number): Fact<'callerCertificate'>[] {
  if (callerCertificateEnds === undefined) return []
  const from = { source: 'apiserver', readAt, ref: 'client certificate of the kubeconfig' }
  return [{ kind: 'callerCertificate', value: { notAfter: callerCertificateEnds }, from }]
}
