import type { EpochMs } from '../../../diagnosis/evidence.ts'
import { kubeTime } from '../kube-time.ts'

/** What is wrong with the certificate that the kubelet shows on port 10250. */
export type ServingProblem = 'unknown-authority' | 'no-ip-sans' | 'expired'

/** The kubelet's certificates and the name it claims. */
export class KubeletCredentials {
  /** End of its client certificate; the API server answers 401 afterwards. */
  clientExpiresAt: EpochMs = Number.POSITIVE_INFINITY
  servingProblem: ServingProblem | undefined
  /** The name it runs under, when that is not the name in its certificate. */
  claimedName: string | undefined

  /** Why the API server turns the kubelet away, or nothing. */
  rejection(nodeName: string, now: EpochMs): string | undefined {
    if (now >= this.clientExpiresAt) return 'Unauthorized'
    if (this.claimedName === undefined) return undefined
    return `nodes "${this.claimedName}" is forbidden: User "system:node:${nodeName}" cannot get resource "nodes" in API group "" at the cluster scope: node '${nodeName}' cannot read '${this.claimedName}', only its own Node object`
  }

  /** How the API server's TLS client refuses the serving certificate, in Go's words, or nothing. */
  servingError(address: string, now: EpochMs): string | undefined {
    const prefix = 'tls: failed to verify certificate: x509:'
    switch (this.servingProblem) {
      case undefined:
        return undefined
      case 'unknown-authority':
        return `${prefix} certificate signed by unknown authority`
      case 'no-ip-sans':
        return `${prefix} cannot validate certificate for ${address} because it doesn't contain any IP SANs`
      case 'expired':
        return `${prefix} certificate has expired or is not yet valid: current time ${kubeTime(now)} is after ${kubeTime(now - 7_200_000)}`
    }
  }
}
