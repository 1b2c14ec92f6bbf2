import { type EtcdSigns, etcdLines, etcdSignKinds, etcdSignsOf } from '../../etcd-signs.ts'
import { type Because, because, defineRule } from '../../rule.ts'
import { spanText } from '../../span.ts'

/** A small read takes milliseconds; so much more than `/version` is far outside. */
const slowMs = 1_000

/** etcd serves, but too late. */
export const etcdOverloaded = defineRule({
  cause: 'etcd.overloaded',
  severity: 'warning',
  targets: ['node', 'control-plane', 'cluster'],
  needs: etcdSignKinds,
  decide(facts) {
    const signs = etcdSignsOf(facts)
    const slow = slowness(signs)
    if (!slow) {
      const quick = signs.read && signs.storage.length === 0 && signs.failed.length === 0
      return quick
        ? { status: 'False', fine: `A small read from etcd took ${signs.read?.fact.value.tookMs} ms` }
        : { status: 'False' }
    }
    return {
      status: 'True',
      confidence: slow.confidence,
      summary: 'etcd answers too late',
      because: [...slow.because, ...etcdLines(signs)],
    }
  },
  advice: () => [
    {
      do: 'On a control-plane node, look whether the disk or the load makes it slow',
      command:
        'grep -hE "slow fdatasync|took too long|overloaded" /var/log/pods/kube-system_etcd-*/etcd/*.log | tail -n 20',
      answers: [
        {
          if: '"slow fdatasync" or "disk is probably too slow"',
          then: 'the disk: give etcd its own fast disk, stop what else writes',
        },
        {
          if: '"apply request took too long" with large ranges',
          then: 'somebody lists too much: find the caller in the audit log',
        },
        {
          if: 'nothing',
          then: 'look at CPU and memory of the control-plane nodes, and at the network between the members',
        },
      ],
    },
  ],
})

function slowness(signs: EtcdSigns): { readonly confidence: number; readonly because: readonly Because[] } | undefined {
  if (signs.words === 'slow') return { confidence: 0.65, because: [] }
  if (signs.words !== 'unclear') return undefined
  const passes = signs.passed.map((check) => because(`/${check.value.endpoint}: ${check.value.check} passes`, check))
  const halfFails = signs.failed.length > 0 && signs.passed.length > 0
  const hangsThoughChecked = signs.failed.length === 0 && signs.storage.length > 0 && signs.passed.length > 0
  if (halfFails || hangsThoughChecked) return { confidence: 0.5, because: passes }
  if (signs.read && signs.read.extraMs > slowMs && signs.failed.length === 0) {
    const { fact, extraMs } = signs.read
    const text = `GET ${fact.value.path}, one small object, took ${spanText(extraMs)} longer than /version`
    return { confidence: 0.45, because: [because(text, fact)] }
  }
  return undefined
}
