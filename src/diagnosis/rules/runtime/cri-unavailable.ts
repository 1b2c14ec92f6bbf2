import { type Advice, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { runtimeNeeds, runtimeSigns, runtimeWants } from './signs.ts'

/** The daemon answers, but not in the CRI: its plugin is off or failed to load, or it is too old for this kubelet. */
export const runtimeCriUnavailable = defineRule({
  cause: 'runtime.cri-unavailable',
  severity: 'critical',
  targets: ['node'],
  needs: runtimeNeeds,
  wants: runtimeWants,
  decide(facts, context): Verdict {
    const { unserved, condition, version } = runtimeSigns(facts, context)
    if (unserved.length === 0) return { status: 'False' }
    return {
      status: 'True',
      confidence: 0.9,
      summary: 'The container runtime runs but does not serve the CRI that the kubelet asks for',
      because: [...unserved, ...condition, ...version],
    }
  },
  advice: steps,
})

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: see whether containerd's CRI plugin is loaded`,
      command: 'ctr plugins ls | grep cri; grep -n disabled_plugins /etc/containerd/config.toml',
      answers: [
        {
          if: 'disabled_plugins names "cri"',
          then: 'remove it there (packages of Docker ship it so) and restart containerd',
        },
        { if: 'the plugin shows "error"', then: 'journalctl -u containerd says why it could not load' },
        { if: 'the plugin is ok', then: 'kubelet and runtime do not speak the same version: upgrade the runtime' },
      ],
    },
  ]
}
