import { asList, asText, at } from '../../src/collectors/kube-json.ts'
import { fixtureJson, type Route } from './recorded-reader.ts'

const folder = '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases'
const identities = `${folder}?labelSelector=apiserver.kubernetes.io%2Fidentity%3Dkube-apiserver&limit=20`

/** The recorded leases of kube-system in one state, as the collector `leader-leases` asks for them. */
export function leaderLeaseRoutes(
  state: 'healthy' | 'scheduler-stopped' | 'controller-manager-stopped' | 'both-exited',
  changes: Readonly<Record<string, Route>> = {},
): Readonly<Record<string, Route>> {
  const leases = asList(at(fixtureJson(`control-plane/${state}-leases.json`), 'items'))
  const named = (name: string): Route => {
    const lease = leases.find((candidate) => at(candidate, 'metadata', 'name') === name)
    return changes[name] ?? { status: 200, body: JSON.stringify(lease) }
  }
  const items = leases.filter((lease) => asText(at(lease, 'metadata', 'name')).startsWith('apiserver-'))
  return {
    [`${folder}/kube-controller-manager`]: named('kube-controller-manager'),
    [`${folder}/kube-scheduler`]: named('kube-scheduler'),
    [identities]: changes['identities'] ?? { status: 200, body: JSON.stringify({ kind: 'LeaseList', items }) },
  }
}
