import { attemptLines } from '../../api-state.ts'
import { because, defineRule } from '../../rule.ts'

/** The client certificate of our own kubeconfig has run out; the API server is fine and does not know us any more. */
export const apiserverCallerCertificateExpired = defineRule({
  cause: 'apiserver.caller-certificate-expired',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: ['apiserverReach'],
  wants: ['callerCertificate'],
  decide({ apiserverReach, callerCertificate }, { now }) {
    const [certificate] = callerCertificate
    // Without a certificate, or while it is good, a 401 has another reason.
    if (!certificate || certificate.value.notAfter > now) return { status: 'False' }
    const refused = apiserverReach.filter(({ value }) => value.status === 401 || isCut(value))
    if (refused.length === 0) return { status: 'False' }
    const day = new Date(certificate.value.notAfter).toISOString().slice(0, 16).replace('T', ' ')
    return {
      status: 'True',
      confidence: refused.some(({ value }) => value.status === 401) ? 0.95 : 0.6,
      summary: `The API server does not accept your credentials: the client certificate of your kubeconfig expired on ${day} UTC`,
      because: [because(`The client certificate ended on ${day} UTC`, certificate), ...attemptLines(refused)],
    }
  },
  advice: () => [
    {
      do: 'Get a new kubeconfig, or renew the client certificate in it',
      command: 'kubectl auth whoami',
      answers: [
        { if: '"Unauthorized" or "must be logged in"', then: 'kubectl is refused too: on kubeadm see the next step' },
        { if: 'a user name is printed', then: 'kubectl uses other credentials: compare --context and KUBECONFIG' },
      ],
    },
    {
      do: 'On a control-plane node of kubeadm: renew, then copy /etc/kubernetes/admin.conf',
      command: 'kubeadm certs check-expiration && kubeadm certs renew admin.conf',
      risk: 'The old admin.conf is replaced; nothing has to be restarted',
    },
  ],
})

/** A TLS server or proxy that checks client certificates itself ends the handshake. */
function isCut({ outcome, status, message }: { outcome: string; status: number; message: string }): boolean {
  return status === 0 && (outcome === 'reset' || (outcome === 'http-error' && /handshake/.test(message)))
}
