import { conditionOf } from '../../conditions.ts'
import type { Fact } from '../../fact.ts'
import type { PodSummary } from '../../facts/pod.ts'
import { hasJustJoined } from '../../just-joined.ts'
import { minutes } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Severity, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { cniTrouble } from './cni-words.ts'
import { brokenContainer, containerText, networkAgents } from './network-agent.ts'

/** A restarted agent is not ready for a moment; image pull and init containers take longer. */
const patience = minutes(2)

/** The network plugin's own pod on the node crashes, cannot start or is not ready. */
export const cniAgentDown = defineRule({
  cause: 'cni.agent-down',
  severity: 'critical',
  targets: ['node'],
  needs: ['podOnNode', 'nodeCondition'],
  wants: ['nodeIdentity'],
  decide({ podOnNode, nodeCondition, nodeIdentity }, { now }): Verdict {
    const ready = conditionOf(nodeCondition, 'Ready')
    // A silent kubelet writes no container states: what they say is of the past.
    if (ready?.value.status === 'Unknown') return { status: 'False' }
    const agents = networkAgents(podOnNode)
    const down = agents.filter(({ value }) => isDown(value, now))
    if (down.length === 0) return { status: 'False', fine: saysNoNetwork(ready) ? undefined : fineText(agents) }
    return {
      status: 'True',
      confidence: down.some(({ value }) => isCrashing(value)) ? 0.9 : 0.75,
      severity: severityOf(hasJustJoined(nodeIdentity, now), ready?.value.status === 'True'),
      summary: `The network agent ${down[0]?.value.namespace}/${down[0]?.value.name} does not work on this node`,
      because: down.map((pod) => because(agentText(pod.value), pod)),
    }
  },
  advice: steps,
})

function isDown(pod: PodSummary, now: number): boolean {
  const broken = brokenContainer(pod)
  if (!broken) return false
  if (isCrashing(pod)) return true
  const since = broken.startedAt ?? Math.max(pod.createdAt, broken.lastFinishedAt ?? 0)
  return since < now - patience
}

function isCrashing({ containers }: PodSummary): boolean {
  return containers.some(({ reason }) => ['CrashLoopBackOff', 'ImagePullBackOff', 'ErrImagePull'].includes(reason))
}

function agentText(pod: PodSummary): string {
  const broken = brokenContainer(pod)
  return `${pod.namespace}/${pod.name}: ${broken ? containerText(broken) : 'no container is ready'}`
}

/** An agent that runs while the kubelet misses its network is nothing to call fine. */
function saysNoNetwork(ready: Fact<'nodeCondition'> | undefined): boolean {
  return ready?.value.status === 'False' && cniTrouble(ready.value.message) !== undefined
}

function severityOf(settling: boolean, nodeReady: boolean): Severity {
  if (settling) return 'info'
  return nodeReady ? 'warning' : 'critical'
}

function fineText(agents: readonly Fact<'podOnNode'>[]): string | undefined {
  const names = agents.map(({ value }) => value.owner.replace('DaemonSet/', ''))
  return names.length === 0 ? undefined : `The network agent runs: ${names.join(', ')}`
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `Read what the agent on ${nodeNameOf(target)} says (its name is in the evidence)`,
      command:
        'kubectl logs -n <namespace> <pod> --all-containers --tail=40; kubectl logs -n <namespace> <pod> --previous --tail=40',
      answers: [
        {
          if: 'dial tcp of a 10.x address:443 i/o timeout',
          then: 'the service network does not work here: kube-proxy, ip_forward, firewall',
        },
        { if: '"pod cidr not assigned"', then: 'the Node has no range: see cni.no-pod-cidr' },
        {
          if: '"BGP not established", a docker bridge as its address',
          then: 'it took the wrong interface: set its autodetection',
        },
        {
          if: 'forbidden, x509, Unauthorized',
          then: 'its service account or certificates: compare with an agent on another node',
        },
        {
          if: 'only readiness probes fail',
          then: 'compare with other nodes: all at once is its datastore or control plane',
        },
      ],
    },
  ]
}
