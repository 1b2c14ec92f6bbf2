import type { Fact } from '../../fact.ts'
import { namesText } from '../../names-text.ts'
import { type Advice, because, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { shellName } from '../../target.ts'

/** So many of all nodes at once is no roll-out, which takes a few at a time. */
const muchOfAll = 1 / 3

/** `node.rebooted` for the cluster as a whole: single reboots are worth knowing, many within minutes have one cause. */
export function nodesRebooted(reboots: readonly Fact<'event'>[], { scope, now }: RuleContext): Verdict {
  const names = [...new Set(reboots.map(({ value }) => value.object.replace(/^Node\//, '')))].sort()
  const [first] = names
  if (first === undefined) return { status: 'False' }
  const isMuch = names.length > 1 && names.length >= scope.total * muchOfAll
  const ago = spanText(now - Math.max(...reboots.map(({ value }) => value.lastAt)))
  const who = names.length === 1 ? first : `${names.length} of ${scope.total} nodes`
  return {
    status: 'True',
    confidence: 0.9,
    severity: isMuch ? 'warning' : 'info',
    summary: `${who} rebooted within the last half hour, the last one ${ago} ago`,
    because: [because(`Their kubelets met a new boot id: ${namesText(names, 4)}`, ...reboots.slice(0, 4))],
    advice: steps(first),
  }
}

function steps(node: string): readonly Advice[] {
  return [
    {
      do: `See whether anybody rebooted them: an upgrade, a reboot daemon, the provider. On ${shellName(node)}:`,
      command: 'journalctl -b -1 -n 60 --no-pager; last -x reboot shutdown | head',
      answers: [
        { if: 'systemd-shutdown, "Reached target Reboot"', then: 'orderly: whoever runs upgrades or reboots can tell' },
        { if: 'it ends in the middle of ordinary lines', then: 'power or hypervisor: ask the provider' },
      ],
    },
  ]
}
