import { etcdLines, etcdSignKinds, etcdSignsOf } from '../../etcd-signs.ts'
import { defineRule } from '../../rule.ts'

/** Members answer, but too few of them for a leader. */
export const etcdQuorumLost = defineRule({
  cause: 'etcd.quorum-lost',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: etcdSignKinds,
  decide(facts) {
    const signs = etcdSignsOf(facts)
    if (signs.words !== 'no-leader') return { status: 'False' }
    return {
      status: 'True',
      confidence: signs.failed.length > 0 ? 0.8 : 0.55,
      summary: 'etcd has no leader: too few of its members are alive or reach each other',
      because: etcdLines(signs),
    }
  },
  advice: () => [
    {
      do: 'On a control-plane node, ask every member (in the etcd container; certificates under /etc/kubernetes/pki/etcd)',
      command:
        'etcdctl --cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/server.crt --key /etc/kubernetes/pki/etcd/server.key endpoint status --cluster -w table',
      answers: [
        {
          if: 'fewer than half answer',
          then: 'bring the missing members back: their machines, their disks, the network between',
        },
        {
          if: 'all answer and one is leader',
          then: 'it was an election: look for a slow disk ("slow fdatasync" in the log)',
        },
        { if: 'members are gone for good', then: 'restore from a snapshot: etcdutl snapshot restore' },
      ],
      risk: 'never remove or re-add members before you know how many are alive; a restore loses what came after the snapshot',
    },
  ],
})
