import type { Fact } from '../../fact.ts'
import { heartbeatOf, heartbeatWants, silenceLines } from '../../heartbeat.ts'
import { kubeletPortOf } from '../../kubelet-port.ts'
import { minutes, recentLines } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { refusesCredentials } from './refusals.ts'

/**
 * The kubelet about its own certificate. Not the API server's: about that it says "failed to verify certificate" in a
 * dial error, as every client does.
 */
const ownCertificate =
  /(active|bootstrap|current|kubelet'?s?) (client )?certificate( in \S+)? (has|is) expired|since a valid client cert was found|client certificate is expired/i

const clientSigner = 'kubernetes.io/kube-apiserver-client-kubelet'

/** A kubelet that is refused repeats it every few seconds; what it has not said for an hour is over. */
const lastHourMs = minutes(60)

/** Approvers of Kubernetes and of the big clouds answer within a minute. */
const approvedWithinMs = minutes(5)

/** The kubelet's client certificate has run out and was not renewed: it runs, and the API server does not know it any more. */
export const kubeletCertificateExpired = defineRule({
  cause: 'kubelet.certificate-expired',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: [...heartbeatWants, 'nodeCsr', 'logLine', 'kubeletReach'],
  decide(facts, context): Verdict {
    const heartbeat = heartbeatOf(facts, context.now)
    const recent = recentLines(facts.logLine, context.now, lastHourMs)
    const lines = recent.filter(({ value }) => ownCertificate.test(value.message)).slice(-2)
    const unanswered = unansweredCsrs(facts.nodeCsr, context.now)
    if (heartbeat.state === 'beating') return stillValid(unanswered, context)
    const refused = recent.filter(({ value }) => refusesCredentials(value.message)).slice(-1)
    const answers = kubeletPortOf(facts.kubeletReach) === 'answers'
    const confidence = confidenceOf({
      lines: lines.length,
      unanswered: unanswered.length,
      refused: refused.length,
      answers,
    })
    if (heartbeat.state !== 'silent' || confidence === undefined) return { status: 'False' }
    return {
      status: 'True',
      confidence,
      summary: `The client certificate of the kubelet on ${nodeNameOf(context.target)} has ${confidence < 0.6 ? 'probably ' : ''}expired: the API server refuses it`,
      because: [
        ...[...lines, ...refused].map((line) => because(`The kubelet logs: ${line.value.message}`, line)),
        ...csrLines(unanswered, context.now),
        ...answersLine(facts.kubeletReach),
        ...silenceLines(heartbeat),
      ],
    }
  },
  advice: steps,
})

interface Signs {
  readonly lines: number
  readonly unanswered: number
  readonly refused: number
  readonly answers: boolean
}

/**
 * Undefined: nothing speaks for it. A kubelet that asked for a new certificate in vain and fell silent is a strong
 * sign; that its credentials are refused alone may also mean an authority that is not trusted any more.
 */
function confidenceOf({ lines, unanswered, refused, answers }: Signs): number | undefined {
  if (lines > 0) return 0.95
  if (unanswered > 0) return answers || refused > 0 ? 0.85 : 0.6
  return refused > 0 ? 0.65 : undefined
}

/** Worth knowing while the old certificate still works: it ends when that one ends. */
function stillValid(unanswered: readonly Fact<'nodeCsr'>[], { now, target }: RuleContext): Verdict {
  if (unanswered.length === 0) return { status: 'False', fine: "The kubelet's client certificate is accepted" }
  return {
    status: 'True',
    confidence: 0.8,
    severity: 'info',
    summary: `The kubelet on ${nodeNameOf(target)} asks for a new client certificate in vain; the present one still works`,
    because: csrLines(unanswered, now),
  }
}

/** Requests that nobody approved or that were refused, if no later one was granted. */
function unansweredCsrs(csrs: readonly Fact<'nodeCsr'>[], now: number): readonly Fact<'nodeCsr'>[] {
  const client = csrs.filter(({ value }) => value.signer === clientSigner)
  const grantedAt = Math.max(
    0,
    ...client.filter(({ value }) => value.state === 'issued').map((csr) => csr.value.createdAt),
  )
  return client.filter(({ value }) => {
    if (value.state === 'issued' || value.createdAt < grantedAt) return false
    return value.state === 'denied' || value.state === 'failed' || now - value.createdAt > approvedWithinMs
  })
}

function csrLines(csrs: readonly Fact<'nodeCsr'>[], now: number): readonly Because[] {
  return csrs.slice(-2).map((csr) => {
    const { name, state, createdAt, message } = csr.value
    const why = message === '' ? '' : ` (${message})`
    return because(`Its request ${name} of ${spanText(now - createdAt)} ago is ${state}${why}`, csr)
  })
}

function answersLine(reaches: readonly Fact<'kubeletReach'>[]): readonly Because[] {
  return kubeletPortOf(reaches) === 'answers' ? [because('The kubelet itself answers when asked', ...reaches)] : []
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: `On ${node}: look at the end of its client certificate, and at the clock`,
      command: 'date -u; openssl x509 -noout -subject -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem',
      answers: [
        { if: 'notAfter lies in the past', then: 'it has expired: go on' },
        { if: 'the date is wrong', then: 'set the clock first (chronyc makestep): time.skewed' },
        { if: 'notAfter lies ahead', then: 'the certificate is not it: read `journalctl -u kubelet` for Unauthorized' },
      ],
    },
    {
      do: 'See whether its requests wait for approval',
      command: `kubectl get csr | grep -wE '${node}|bootstrap'`,
      answers: [
        { if: 'Pending', then: `check that it is this node's, then \`kubectl certificate approve <name>\`` },
        { if: 'nothing', then: 'an expired kubelet cannot even ask: give it new bootstrap credentials (next step)' },
        {
          if: 'Approved without Issued',
          then: 'the signer does not work: controller-manager, --cluster-signing-cert-file',
        },
      ],
    },
    {
      do: 'Give it new credentials (kubeadm: on a control-plane node), then put them in place and restart the kubelet',
      command: `kubeadm kubeconfig user --org system:nodes --client-name system:node:${node} > kubelet.conf`,
      risk: 'kubelet.conf is a credential: copy it over SSH, to /etc/kubernetes/kubelet.conf, mode 600.',
    },
  ]
}
