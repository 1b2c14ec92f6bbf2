import { type EtcdSigns, etcdLines, etcdSignKinds, etcdSignsOf } from '../../etcd-signs.ts'
import type { Fact } from '../../fact.ts'
import { because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { downLine, staticPodAdvice, staticPodsOf } from '../../static-pod.ts'

/** etcd does not run or hangs, seen through the API server; or one of its members does not run. */
export const etcdDown = defineRule({
  cause: 'etcd.down',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: etcdSignKinds,
  wants: ['controlPlanePod'],
  decide(facts, context): Verdict {
    const signs = etcdSignsOf(facts)
    if (signs.failed.length > 0) return fromSigns(signs)
    if (signs.storage.some(({ value }) => value.status > 0)) return fromSigns(signs)
    const member = oneMember(facts.controlPlanePod, context)
    if (member) return member
    return signs.passed.length > 0 && signs.storage.length === 0
      ? { status: 'False', fine: 'etcd serves the API server: its checks pass' }
      : { status: 'False' }
  },
  advice: () => [
    ...staticPodAdvice(
      'etcd',
      'it runs and does not serve: crictl exec <CONTAINER> etcdctl --cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/server.crt --key /etc/kubernetes/pki/etcd/server.key endpoint status --cluster -w table. No answer → it hangs (disk, memory, frozen): restart it; members missing or no leader → quorum is lost',
      [
        { if: '"no space left on device"', then: 'free the disk of /var/lib/etcd, then restart it' },
        { if: '"slow fdatasync" or "overloaded"', then: 'the disk is too slow: move what else writes to it' },
        {
          if: '"crc mismatch", "freepages" or a panic',
          then: 'its data is damaged: replace the member, or restore a snapshot',
        },
        { if: '"certificate has expired"', then: 'kubeadm certs renew etcd-server etcd-peer apiserver-etcd-client' },
      ],
    ),
    {
      do: 'If it hangs: stop and start it',
      command:
        'mv /etc/kubernetes/manifests/etcd.yaml /root/ && sleep 20 && mv /root/etcd.yaml /etc/kubernetes/manifests/',
      risk: 'one member only, and only if the others have quorum or nothing answers anyway; take a copy of /var/lib/etcd first',
    },
  ],
})

function fromSigns(signs: EtcdSigns): Verdict {
  if (signs.words === 'no-leader' || signs.words === 'slow' || signs.words === 'certificate') return { status: 'False' }
  const differs = signs.passed.length > 0
  return {
    status: 'True',
    confidence: confidenceOf(signs),
    summary: summaryOf(signs),
    because: etcdLines(signs),
    against: differs
      ? signs.passed.map((check) =>
          because(
            `/${check.value.endpoint} says that ${check.value.check} passes: slow, or only one API server's`,
            check,
          ),
        )
      : [],
  }
}

function confidenceOf({ words, passed, failed, storage }: EtcdSigns): number {
  const both = failed.length > 0 && storage.length > 0
  const base = words === 'stopped' ? 0.9 : both ? 0.8 : 0.6
  return passed.length > 0 ? Math.min(base, 0.5) : base
}

function summaryOf({ words }: EtcdSigns): string {
  if (words === 'stopped') return 'etcd does not run: connections to it are refused'
  if (words === 'hung') return 'etcd hangs: connections to it stand, and nothing answers on them'
  return 'etcd does not serve the API server: it is stopped, hung or cut off'
}

function oneMember(pods: readonly Fact<'controlPlanePod'>[], { scope, target }: RuleContext): Verdict | undefined {
  const { up, down } = staticPodsOf(pods, 'etcd', scope.sick)
  // Where none is up, whoever answers is not among these pods: they tell nothing.
  if (down.length === 0 || up.length === 0) return undefined
  return {
    status: 'True',
    severity: target.kind === 'node' ? 'info' : 'warning',
    confidence: 0.8,
    summary: `${down.length} of ${up.length + down.length} etcd members does not run; the others serve, with less in reserve`,
    because: down.map(downLine),
  }
}
