import { microTime } from '../kube-time.ts'
import { getLease, putLease } from '../objects/lease-object.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { SimClock } from '../sim-clock.ts'
import type { ControlPlane } from './control-plane.ts'

/** Each kube-apiserver renews its identity lease this often; it lasts an hour. */
const RENEW_MS = 10_000
const LEASE_SECONDS = 3_600

/** Keeps the `apiserver-…` lease of one API server process in kube-system. */
export function keepIdentityLease(clock: SimClock, controlPlane: ControlPlane, random: SeededRandom): void {
  const name = `apiserver-${random.suffix(26)}`
  const holderIdentity = `${name}_${random.uuid()}`
  const metadata = { name, namespace: 'kube-system', labels: { 'apiserver.kubernetes.io/identity': 'kube-apiserver' } }
  const renew = (): void => {
    const { store } = controlPlane.reach()
    if (!store) return
    const known = getLease(store, 'kube-system', name)?.metadata ?? metadata
    putLease(store, known, { holderIdentity, leaseDurationSeconds: LEASE_SECONDS, renewTime: microTime(clock.now()) })
  }
  renew()
  clock.every(RENEW_MS, renew)
}
