import { type Fault, kubeletGiven, nodeParameter } from './fault.ts'

/** The certificate lasts this long after the kubelet first asked for a new one. */
const REMAINING_MS = 30_000

/** The kubelet's client certificate runs out: its request for a new one waits for an approval that never comes. */
export const kubeletCertificateExpired: Fault = {
  id: 'kubelet-certificate-expired',
  title: "The kubelet's client certificate has expired",
  parameters: [nodeParameter],
  apply(world, given) {
    const kubelet = kubeletGiven(world, given)
    kubelet.credentials.clientExpiresAt = world.clock.now() + REMAINING_MS
    kubelet.requestCertificate()
  },
  heal(world, given) {
    kubeletGiven(world, given).credentials.clientExpiresAt = Number.POSITIVE_INFINITY
  },
}
