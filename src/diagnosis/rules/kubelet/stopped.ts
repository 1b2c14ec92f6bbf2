import type { Fact } from '../../fact.ts'
import { type Heartbeat, heartbeatOf, heartbeatWants, silenceLines } from '../../heartbeat.ts'
import { type KubeletPort, kubeletPortOf } from '../../kubelet-port.ts'
import { portLines } from '../../port-lines.ts'
import { type Advice, type Because, because, defineRule, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf, shellName } from '../../target.ts'
import { hungSteps, restartRisk } from './hung-steps.ts'
import { kubeletsStopped, refusing } from './kubelets-stopped.ts'

/**
 * Right after a renewal a refused connection says little: the kubelet may have restarted a moment ago, and a firewall
 * that rejects port 10250 looks the same on a healthy node. It renews every 10 s.
 */
const renewedJustNowMs = 12_000

const clusterNeeds = ['siblingNode', 'siblingReach'] as const

/** The kubelet does not run although its host answers; or it runs and hangs, which the port tells apart. */
export const kubeletStopped = defineRule({
  cause: 'kubelet.stopped',
  severity: 'critical',
  targets: ['node', 'cluster'],
  needs: ['nodeCondition'],
  needsFor: { cluster: clusterNeeds },
  wants: [...heartbeatWants, 'kubeletReach', ...clusterNeeds],
  decide(facts, context): Verdict {
    if (context.target.kind !== 'node') return withSteps(kubeletsStopped(facts, context), facts.siblingReach)
    const heartbeat = heartbeatOf(facts, context.now)
    const port = kubeletPortOf(facts.kubeletReach)
    if (heartbeat.state !== 'silent')
      return notSilent(heartbeat, port, portLines(facts.kubeletReach, 'The API server could not talk to the kubelet'))
    const judged = whenSilent[port]
    if (!judged) return { status: 'False' }
    return {
      status: 'True',
      confidence: judged.confidence,
      summary: judged.summary(nodeNameOf(context.target)),
      because: [
        ...portLines(facts.kubeletReach, 'The API server could not talk to the kubelet'),
        ...silenceLines(heartbeat),
      ],
      against: judged.against ? [because(judged.against, ...facts.kubeletReach)] : [],
      ...(port === 'hung' && { advice: hungSteps(nodeNameOf(context.target)) }),
    }
  },
  advice: ({ target }) => steps(nodeNameOf(target)),
})

interface Judged {
  readonly confidence: number
  readonly summary: (node: string) => string
  readonly against?: string
}

/** What the port says of a node that has gone silent; ports that are not listed speak against a stopped kubelet. */
const whenSilent: Readonly<Partial<Record<KubeletPort, Judged>>> = {
  closed: {
    confidence: 0.9,
    summary: (node) =>
      `The kubelet on ${node} does not run: the host answers, but nobody listens on the kubelet's port`,
  },
  hung: {
    confidence: 0.7,
    summary: (node) => `The kubelet on ${node} hangs: it accepts connections and never answers`,
    against: 'A host starved of CPU, memory or disk lets its kubelet hang in the same way',
  },
  broken: {
    confidence: 0.5,
    summary: (node) => `The kubelet on ${node} cuts connections: it is crashing, or something in between resets them`,
  },
  'no-answer': {
    confidence: 0.3,
    summary: (node) => `The kubelet on ${node} may hang: its port gave no answer, as it would with the machine off`,
  },
  unasked: {
    confidence: 0.35,
    summary: (node) => `The kubelet on ${node} may be stopped: it reports nothing, and its port could not be asked`,
    against: 'A machine that is off or cut off is as silent',
  },
}

function notSilent({ state, silentMs = 0, lease }: Heartbeat, port: KubeletPort, lines: readonly Because[]): Verdict {
  if (state !== 'beating') return { status: 'False' }
  const age = spanText(silentMs)
  if (port !== 'closed' && port !== 'hung') {
    return { status: 'False', fine: `The kubelet runs: it renewed its Lease ${age} ago` }
  }
  if (silentMs <= renewedJustNowMs) return shutThoughAlive(age, lines)
  const what =
    port === 'closed' ? 'has just stopped or restarts: its port refuses' : 'hangs since a moment: it answers nothing'
  return {
    status: 'True',
    confidence: port === 'closed' ? 0.7 : 0.6,
    severity: 'warning',
    summary: `The kubelet ${what}, and its last sign of life is ${age} old`,
    because: [...lines, because(`The Lease was last renewed ${age} ago, and is due every 10 s`, lease)],
  }
}

/** Too early to tell; but logs, exec and metrics of this node fail, and a person should know why. */
function shutThoughAlive(age: string, lines: readonly Because[]): Verdict {
  return {
    status: 'True',
    confidence: 0.3,
    severity: 'info',
    summary: `The kubelet's port does not answer, although the kubelet renewed its Lease ${age} ago: ask again in half a minute`,
    because: lines,
    against: [because('A firewall or a tunnel before port 10250 looks the same on a healthy node')],
  }
}

/** The steps for the first of the nodes; the others are alike. */
function withSteps(verdict: Verdict, reaches: readonly Fact<'siblingReach'>[]): Verdict {
  const [first] = refusing(reaches)
  return verdict.status === 'True' ? { ...verdict, advice: steps(shellName(first?.value.node)) } : verdict
}

function steps(node: string): readonly Advice[] {
  return [
    {
      do: `On ${node} (SSH or console): see whether the kubelet runs`,
      command: 'systemctl status kubelet --no-pager',
      answers: [
        {
          if: 'inactive (dead) or disabled',
          then: 'somebody stopped it: start it with `systemctl enable --now kubelet`',
        },
        { if: 'activating (auto-restart) or failed', then: 'it exits at start: read why in the next step' },
        { if: 'active (running)', then: 'it hangs, or cannot reach the API server: read its log in the next step' },
        { if: 'you cannot log in either', then: 'the machine is off, cut off or starved: see node.powered-off' },
      ],
    },
    {
      do: 'Read the last lines before it exited; the line that begins with F or says "command failed" is the reason',
      command: 'journalctl -u kubelet --no-pager -n 50',
      answers: [
        { if: 'running with swap on is not supported', then: 'swapoff -a, and take swap out of /etc/fstab' },
        {
          if: 'unknown flag',
          then: 'a flag left over from an upgrade: remove it from /var/lib/kubelet/kubeadm-flags.env',
        },
        { if: 'cgroup driver … is different', then: 'give kubelet and runtime the same driver (systemd)' },
        {
          if: 'failed to load Kubelet config file',
          then: 'restore /var/lib/kubelet/config.yaml, or join the node again',
        },
        { if: 'client certificate has expired', then: 'see kubelet.certificate-expired' },
        { if: 'it was killed (status=9)', then: 'look for the OOM killer: `journalctl -k | grep -i oom`' },
      ],
    },
    {
      do: 'Start it again',
      command: 'systemctl restart kubelet',
      risk: restartRisk,
    },
  ]
}
