import { conditionOf, conditionText } from '../../conditions.ts'
import type { Fact, FactView } from '../../fact.ts'
import { hasJustJoined } from '../../just-joined.ts'
import { minutes, recentEvents, recentLines } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { podName } from '../pod/pod-lines.ts'
import { cniTrouble } from './cni-words.ts'

/**
 * There is a CNI configuration, and it is rejected or names a plugin that is not installed. With a missing plugin the node
 * stays Ready and only the Events of the pods tell.
 */
export const cniConfigInvalid = defineRule({
  cause: 'cni.config-invalid',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: ['nodeIdentity', 'podEvent', 'podOnNode', 'logLine'],
  decide(facts, { now }): Verdict {
    const lines = [...conditionLines(facts), ...eventLines(facts, now), ...logLines(facts, now)]
    // A Node that was deleted has no conditions, and comes before whatever its pods still suffer from.
    if (lines.length === 0 || facts.nodeCondition.length === 0) return { status: 'False' }
    const settling = hasJustJoined(facts.nodeIdentity, now)
    return {
      status: 'True',
      confidence: settling ? 0.4 : 0.9,
      severity: settling ? 'info' : 'critical',
      summary: summaryOf(lines),
      because: lines,
      against: settling ? [because('The node has just joined: its agent may still be installing')] : [],
    }
  },
  advice: steps,
})

type View = FactView<'nodeCondition' | 'podEvent' | 'podOnNode' | 'logLine'>

function isInvalid(message: string): boolean {
  const trouble = cniTrouble(message)
  return trouble === 'rejected' || trouble === 'plugin-missing'
}

function conditionLines({ nodeCondition }: View): readonly Because[] {
  const ready = conditionOf(nodeCondition, 'Ready')
  if (ready?.value.status !== 'False' || !isInvalid(ready.value.message)) return []
  return [because(conditionText(ready), ready)]
}

/** Only of pods that still wait: an agent that has installed its plugin since leaves old Events behind. */
function eventLines({ podEvent, podOnNode }: View, now: number): readonly Because[] {
  const started = new Set(podOnNode.filter(hasStarted).map(({ value }) => `Pod/${podName(value)}`))
  const telling = recentEvents(podEvent, now, minutes(15)).filter(({ value }) => {
    return isInvalid(value.message) && !started.has(value.object)
  })
  const newest = [...telling].sort((a, b) => b.value.lastAt - a.value.lastAt).slice(0, 2)
  return newest.map((fact) => because(`${fact.value.object.replace('Pod/', '')}: ${fact.value.message}`, fact))
}

function hasStarted({ value }: Fact<'podOnNode'>): boolean {
  return value.phase !== 'Pending'
}

/** The runtime repeats it in the kubelet's log every few seconds; a log that has become silent about it is no evidence. */
function logLines({ nodeCondition, logLine }: View, now: number): readonly Because[] {
  if (conditionOf(nodeCondition, 'Ready')?.value.status === 'True') return []
  const last = recentLines(logLine, now, minutes(3)).findLast(({ value }) => isInvalid(value.message))
  return last ? [because(`${last.value.component}: ${last.value.message}`, last)] : []
}

function summaryOf(lines: readonly Because[]): string {
  const missing = lines.map(({ text }) => /failed to find plugin "?([^"\s]+)"? in path/i.exec(text)?.[1]).find(Boolean)
  if (missing) return `The CNI configuration names the plugin "${missing}", which is not installed on the node`
  return 'The CNI configuration on the node is rejected'
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: compare the configuration with the plugins that are there`,
      command: 'head -50 /etc/cni/net.d/*; ls /opt/cni/bin; crictl info | grep -A8 -i lastCNILoadStatus',
      answers: [
        {
          if: 'a "type" has no file of that name in /opt/cni/bin',
          then: 'install it: the package containernetworking-plugins, or restart the agent that ships it',
        },
        {
          if: 'several files in /etc/cni/net.d',
          then: 'the first by name wins: remove what an earlier CNI left behind',
        },
        {
          if: 'broken JSON, no cniVersion or an unknown one',
          then: 'correct the file, or delete it and restart the agent that writes it',
        },
      ],
    },
    {
      do: 'Let the network agent write its files again (take its name from kubectl get ds -A)',
      command: `kubectl delete pod -n kube-system --field-selector spec.nodeName=${nodeNameOf(target)} -l <label of the agent>`,
      risk: 'Its DaemonSet starts it again at once; meanwhile new pods on this node wait.',
    },
  ]
}
