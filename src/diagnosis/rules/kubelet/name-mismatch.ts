import type { Fact } from '../../fact.ts'
import { heartbeatOf, heartbeatWants } from '../../heartbeat.ts'
import { minutes, recentEvents, recentLines } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { refusesName } from './refusals.ts'

/** The kubelet runs under a name that is not the one in its credentials, so the API server refuses what it writes. */
export const kubeletNameMismatch = defineRule({
  cause: 'kubelet.name-mismatch',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: [...heartbeatWants, 'nodeCsr', 'logLine', 'event'],
  decide(facts, { target, now }): Verdict {
    const node = nodeNameOf(target)
    const { state, silentMs = 0 } = heartbeatOf(facts, now)
    // Who renews the Lease of this name holds its credentials.
    if (state === 'beating') return { status: 'False' }
    const window = silentMs + minutes(15)
    const recent = [...recentLines(facts.logLine, now, window), ...recentEvents(facts.event, now, window)]
    const told = recent.filter(({ value }) => refusesName(value.message))
    const foreign = facts.nodeCsr.filter(({ value }) => isOfAnotherNode(value.requester, node))
    if (told.length === 0 && foreign.length === 0) return { status: 'False' }
    return {
      status: 'True',
      confidence: told.length > 0 ? 0.9 : 0.6,
      summary: `The kubelet that writes for ${node} holds the credentials of another name, and is refused`,
      because: [...told.slice(-2).map(quote), ...foreign.slice(-2).map((csr) => foreignLine(csr, node))],
    }
  },
  advice: steps,
})

function quote(fact: Fact<'logLine'> | Fact<'event'>) {
  return because(`Refused: ${fact.value.message}`, fact)
}

/** A node may ask for certificates in its own name only; a bootstrap token may ask for any. */
function isOfAnotherNode(requester: string, node: string): boolean {
  return requester.startsWith('system:node:') && requester !== `system:node:${node}`
}

function foreignLine(csr: Fact<'nodeCsr'>, node: string) {
  return because(`${csr.value.requester} asked for a certificate in the name of ${node} (${csr.value.name})`, csr)
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: compare the name in the certificate with the name the kubelet runs under`,
      command:
        'openssl x509 -noout -subject -in /var/lib/kubelet/pki/kubelet-client-current.pem; hostname; ps -o args= -C kubelet | grep -o "hostname-override=[^ ]*"',
      answers: [
        {
          if: 'CN = system:node:<other>, and the hostname was changed',
          then: 'set the hostname back, restart the kubelet',
        },
        { if: 'a hostname-override that differs', then: 'make it equal to the name in the certificate' },
        {
          if: 'both equal the cloud name, yet not the Node',
          then: 'the provider names nodes itself: use its private DNS name',
        },
        { if: 'the machine came from a copied image', then: 'remove /var/lib/kubelet/pki and join it again' },
      ],
    },
    {
      do: 'If the new name is the right one: join the node again under it, and delete the old Node',
      command: 'kubeadm reset -f && kubeadm join …',
      risk: 'Ends all pods of the node. Drain it first if it still serves.',
    },
  ]
}
