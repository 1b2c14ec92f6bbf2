import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { type RuntimeSigns, runtimeNeeds, runtimeSigns, runtimeWants } from './signs.ts'

/**
 * The daemon accepts calls and never answers them. The kubelet waits two minutes before it says so, in the same words as
 * for a runtime that is down; its statistics hang at once.
 */
export const runtimeHung = defineRule({
  cause: 'runtime.hung',
  severity: 'critical',
  targets: ['node'],
  needs: runtimeNeeds,
  wants: runtimeWants,
  decide(facts, context): Verdict {
    const signs = runtimeSigns(facts, context)
    const level = confidenceOf(signs)
    if (level === undefined) return { status: 'False' }
    return {
      status: 'True',
      confidence: signs.kubeletSilent ? Math.min(level, 0.45) : level,
      severity: signs.condition.length > 0 ? 'critical' : 'warning',
      summary: summaryOf(signs),
      because: [...signs.hung, ...signs.condition, ...signs.version],
      against: linesAgainst(signs),
    }
  },
  advice: steps,
})

function confidenceOf({ condition, version, refused, hung, unserved }: RuntimeSigns): number | undefined {
  if (refused.length + unserved.length > 0) return undefined
  const confirmed = condition.length + version.length > 0
  if (hung.length > 0) return confirmed ? 0.9 : 0.5
  if (condition.length > 0) return 0.5
  return version.length > 0 ? 0.4 : undefined
}

function summaryOf({ hung, condition, version }: RuntimeSigns): string {
  if (hung.length === 0) return 'The container runtime does not answer the kubelet: hung, or stopped'
  if (condition.length + version.length > 0) {
    return 'The container runtime hangs: it accepts calls of the kubelet and answers none'
  }
  return 'Calls to the container runtime hang, although the kubelet does not complain yet'
}

function linesAgainst({ hung, condition, version, kubeletSilent }: RuntimeSigns) {
  const lines = kubeletSilent ? [because('The kubelet is silent: this is as old as its last report')] : []
  if (hung.length === 0 || condition.length + version.length > 0) return lines
  return [
    ...lines,
    because(
      'The kubelet itself does not complain: a filesystem that blocks, or a busy node, makes such calls slow as well',
    ),
  ]
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: see whether the runtime answers (crio and docker likewise)`,
      command: 'timeout 10 crictl ps; echo "exit $?"; systemctl is-active containerd',
      answers: [
        { if: 'exit 124 and active', then: 'it hangs: go on with the next step before any restart' },
        { if: 'connection refused, and inactive or failed', then: 'it is down: see runtime.down' },
        {
          if: 'containers are listed at once',
          then: 'it answers: inspect each container for one that hangs (crictl inspect)',
        },
      ],
    },
    {
      do: 'Look for what blocks it: processes in uninterruptible sleep, a slow disk, a systemd that does not answer',
      command:
        "ps -eo pid,stat,wchan:32,comm | awk '$2 ~ /^D/'; timeout 5 systemctl is-system-running; cat /proc/pressure/io",
      answers: [
        {
          if: 'processes in D state in nfs, rpc or ceph functions',
          then: 'a network mount does not answer: storage.mount-hung',
        },
        {
          if: 'processes in D state in disk functions, high io pressure',
          then: 'the disk is the cause: look at dmesg',
        },
        { if: 'systemctl times out', then: 'systemd or D-Bus hangs below it: restarting the runtime will not help' },
        { if: 'nothing of this', then: 'the daemon itself is deadlocked: keep its stacks, then restart it' },
      ],
    },
    {
      do: 'Keep its goroutine stacks for the bug report, then restart it',
      command: 'kill -USR1 $(pidof containerd); sleep 5; systemctl restart containerd',
      risk: 'Running containers survive a restart of containerd and CRI-O. With Docker they stop unless live-restore is on.',
    },
  ]
}
