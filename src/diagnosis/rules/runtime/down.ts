import { type Advice, because, defineRule, type RuleContext, type Severity, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { type RuntimeSigns, runtimeNeeds, runtimeSigns, runtimeWants } from './signs.ts'

/**
 * Nobody listens on the runtime's socket. The kubelet's own `/healthz` stays ok meanwhile and is no evidence either way;
 * the Ready condition uses the same words for a runtime that hangs, so the statistics decide between the two.
 */
export const runtimeDown = defineRule({
  cause: 'runtime.down',
  severity: 'critical',
  targets: ['node'],
  needs: runtimeNeeds,
  wants: runtimeWants,
  decide(facts, context): Verdict {
    const signs = runtimeSigns(facts, context)
    const level = confidenceOf(signs)
    if (level === undefined) return notDown(signs)
    return {
      status: 'True',
      confidence: signs.kubeletSilent ? Math.min(level, 0.5) : level,
      severity: severityOf(signs),
      summary: summaryOf(signs),
      because: [...signs.refused, ...signs.condition, ...signs.version],
      against: signs.kubeletSilent ? [because('The kubelet is silent: this is as old as its last report')] : [],
    }
  },
  advice: steps,
})

/** Undefined: no. A hang or a missing CRI service each have their own cause. */
function confidenceOf({ condition, version, refused, hung, unserved }: RuntimeSigns): number | undefined {
  if (unserved.length > 0) return undefined
  if (refused.length > 0) return condition.length + version.length > 0 ? 0.95 : 0.8
  if (hung.length > 0) return undefined
  if (condition.length > 0) return 0.6
  return version.length > 0 ? 0.5 : undefined
}

function severityOf({ condition, refused }: RuntimeSigns): Severity {
  return condition.length + refused.length > 0 ? 'critical' : 'warning'
}

function summaryOf({ refused, nodeReady }: RuntimeSigns): string {
  const early = nodeReady ? '; the node will turn NotReady within a minute' : ''
  if (refused.length > 0) return `The container runtime does not run: its socket refuses the kubelet${early}`
  return `The container runtime does not answer the kubelet: stopped, or hung${early}`
}

/** Only an answer of now clears it: a kubelet that does not complain may be silent, or not have noticed. */
function notDown({ answers }: RuntimeSigns): Verdict {
  return { status: 'False', fine: answers ? 'The container runtime answers the kubelet' : undefined }
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: see whether the runtime's daemon runs (containerd; crio, docker + cri-dockerd likewise)`,
      command: 'systemctl status containerd; timeout 10 crictl ps',
      answers: [
        { if: 'inactive, failed or activating (auto-restart)', then: 'it is down: read why in the next step' },
        { if: 'active, and crictl lists containers', then: 'it is back: the node turns Ready within 30 s' },
        { if: 'active, but crictl gives nothing within 10 s', then: 'it hangs: see runtime.hung' },
        { if: 'active, but crictl says "unknown service"', then: 'its CRI plugin is off: see runtime.cri-unavailable' },
      ],
    },
    {
      do: 'Read its last words before it stopped',
      command: 'journalctl -u containerd --since "-1 h" --no-pager | tail -50',
      answers: [
        { if: 'no space left on device', then: 'free the disk first: see disk.full' },
        {
          if: 'failed to recover state, layer does not exist',
          then: 'its stored state is damaged: runtime.state-corrupt',
        },
        { if: 'invalid configuration, unknown key', then: 'undo the last change of /etc/containerd/config.toml' },
        { if: 'killed, status=9 with a kernel line about memory', then: 'the node ran out of memory: memory.node-oom' },
        { if: 'only "Stopping containerd"', then: 'somebody or an upgrade stopped it' },
      ],
    },
    {
      do: 'Start it',
      command: 'systemctl start containerd',
      risk: 'Running containers survive a restart of containerd and CRI-O. With Docker they stop unless live-restore is on.',
    },
  ]
}
