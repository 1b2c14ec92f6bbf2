import { etcdSignKinds, etcdSignsOf } from '../../etcd-signs.ts'
import { writesOf } from '../../leadership.ts'
import { because, defineRule, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'

/** etcd serves reads and refuses writes: the NOSPACE alarm, whose only outward sign is that nothing is written. */
export const etcdSpaceExceeded = defineRule({
  cause: 'etcd.space-exceeded',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: ['apiserverLease', 'leaderLease', ...etcdSignKinds],
  wants: ['siblingNode', 'logLine'],
  decide(facts, { now }): Verdict {
    const said = facts.logLine.filter(({ value }) => /mvcc: database space exceeded/i.test(value.message))
    const signs = etcdSignsOf(facts)
    const { inside, outside, overdueIdentity } = writesOf(facts, now)
    if (inside) return { status: 'False', fine: 'Writes reach etcd: a control-plane lease is fresh' }
    if (outside || !overdueIdentity || signs.failed.length > 0 || !signs.read) return { status: 'False' }
    const silentMs = now - overdueIdentity.value.renewedAt
    return {
      status: 'True',
      confidence: said.length > 0 ? 0.95 : 0.6,
      summary: 'Reads work, but nothing is written any more: etcd refuses writes, most likely over its space quota',
      because: [
        ...said.slice(0, 2).map((line) => because(line.value.message, line)),
        because(
          `The API server itself last renewed its identity lease ${spanText(silentMs)} ago (normally 10 s)`,
          overdueIdentity,
        ),
        ...facts.leaderLease.map((lease) =>
          because(`${lease.value.name} last renewed ${spanText(now - lease.value.renewedAt)} ago`, lease),
        ),
        because(`GET ${signs.read.fact.value.path} is answered`, signs.read.fact),
      ],
    }
  },
  advice: () => [
    {
      do: 'On a control-plane node, ask for alarms and the size (in the etcd container; certificates under /etc/kubernetes/pki/etcd)',
      command: 'etcdctl alarm list; etcdctl endpoint status --cluster -w table',
      answers: [
        {
          if: 'alarm:NOSPACE',
          then: 'compact, then etcdctl defrag each member, then etcdctl alarm disarm; raise --quota-backend-bytes',
        },
        {
          if: 'no alarm',
          then: 'try a write: kubectl create configmap write-test -n default. Its error says who refuses',
        },
      ],
      risk: 'defrag blocks the member while it runs: one member at a time, the leader last',
    },
  ],
})
