import { conditionOf, conditionText } from '../../conditions.ts'
import type { Fact } from '../../fact.ts'
import { hasJustJoined } from '../../just-joined.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'
import { cniTrouble } from './cni-words.ts'
import { brokenContainer, networkAgents } from './network-agent.ts'

/**
 * No CNI configuration on the node: the kubelet is alive and says Ready=False. The words do not tell a missing file from a
 * rejected one with every runtime; the network agent's own pod tells more.
 */
export const cniNotInitialized = defineRule({
  cause: 'cni.not-initialized',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: ['nodeIdentity', 'podOnNode'],
  decide(facts, { now }): Verdict {
    const ready = conditionOf(facts.nodeCondition, 'Ready')
    const said = ready?.value.status === 'False' && cniTrouble(ready.value.message) === 'missing' ? ready : undefined
    if (!said)
      return { status: 'False', fine: ready?.value.status === 'True' ? 'The pod network is initialised' : undefined }
    if (hasJustJoined(facts.nodeIdentity, now)) {
      const age = spanText(now - (facts.nodeIdentity[0]?.value.createdAt ?? now))
      return { status: 'False', fine: `The node joined ${age} ago: that its network is not there yet is normal` }
    }
    // A dead runtime cannot answer for its network either.
    const shadowed = /container runtime is down/i.test(said.value.message)
    return {
      status: 'True',
      confidence: shadowed ? 0.35 : 0.9,
      summary: 'No CNI configuration on the node: the kubelet starts no pods that need the pod network',
      because: [because(conditionText(said), said), agentLine(facts.podOnNode)],
      against: shadowed ? [because('The container runtime is down, which alone leads to the same words', said)] : [],
    }
  },
  advice: steps,
})

function agentLine(pods: readonly Fact<'podOnNode'>[]): Because {
  const agents = networkAgents(pods)
  if (pods.length === 0) return because('Which pods are on the node is not known')
  if (agents.length === 0) return because('No pod of a network agent that we know is on the node', ...pods.slice(0, 1))
  const broken = agents.filter(({ value }) => brokenContainer(value))
  const state = broken.length > 0 ? 'does not work' : 'runs'
  const named = broken[0] ?? agents[0]
  return because(`The network agent ${named?.value.namespace}/${named?.value.name} is on the node and ${state}`, named)
}

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'Look for the network agent on this node',
      command: `kubectl get pods -A -o wide --field-selector spec.nodeName=${node} | grep -E 'calico|cilium|flannel|canal|weave|aws-node|antrea|ovn|multus|router'`,
      answers: [
        {
          if: 'nothing',
          then: 'its DaemonSet does not come here: kubectl get ds -A; look at nodeSelector, tolerations and taints',
        },
        {
          if: 'Init:Error or CrashLoopBackOff',
          then: 'kubectl logs of that pod (with -c for its init container) says why',
        },
        { if: 'ImagePullBackOff', then: 'the node cannot pull its image: registry, proxy or credentials' },
        { if: 'Running', then: 'it wrote its configuration somewhere else: compare the directories in the next step' },
      ],
    },
    {
      do: `On ${node}: see whether there is a configuration where the runtime looks for it`,
      command: 'ls -l /etc/cni/net.d /opt/cni/bin; crictl info | grep -A8 -iE "lastCNILoadStatus|confDir|binDir"',
      answers: [
        { if: '/etc/cni/net.d is empty', then: 'as reported: the agent, or whoever installs the CNI, did not run' },
        { if: 'a *.conflist is there', then: 'lastCNILoadStatus says why it is refused: see cni.config-invalid' },
        { if: 'confDir is another directory', then: 'agent and runtime do not agree: correct the path in one of them' },
      ],
    },
  ]
}
