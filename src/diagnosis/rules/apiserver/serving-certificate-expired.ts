import { attemptLines } from '../../api-state.ts'
import { defineRule } from '../../rule.ts'

/** The API server's certificate has run out: every client rejects it, kubelets and controllers too. */
export const apiserverServingCertificateExpired = defineRule({
  cause: 'apiserver.serving-certificate-expired',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: ['apiserverReach'],
  decide({ apiserverReach }) {
    const expired = apiserverReach.filter(({ value }) => value.outcome === 'tls-expired')
    if (expired.length === 0) {
      const answered = apiserverReach.some(({ value }) => value.outcome === 'ok' && !value.plain)
      return answered ? { status: 'False', fine: "The API server's certificate is accepted" } : { status: 'False' }
    }
    const all = expired.length === apiserverReach.length
    return {
      status: 'True',
      confidence: all ? 0.9 : 0.6,
      summary: all
        ? "The API server's serving certificate has expired (or this machine's clock is wrong)"
        : 'One of the API servers shows an expired certificate',
      because: attemptLines(expired),
    }
  },
  advice: () => [
    {
      do: 'Compare the end date with the clock here',
      command:
        'date -u; echo | openssl s_client -connect <api-server>:6443 2>/dev/null | openssl x509 -noout -startdate -enddate',
      answers: [
        { if: 'notAfter lies before the date', then: 'it has expired: renew it (next step)' },
        {
          if: 'notAfter lies after the date',
          then: 'the clock was wrong, or another API server has the old one: ask each',
        },
        { if: 'notBefore lies after the date', then: "this machine's clock is behind: set the clock, renew nothing" },
      ],
    },
    {
      do: 'Renew on every control-plane node, then restart the static pods so that they load it',
      command: 'kubeadm certs check-expiration && kubeadm certs renew all',
      risk: 'kube-apiserver, controller-manager, scheduler and etcd have to be restarted, one node at a time',
    },
  ],
})
