import { etcdLines, etcdSignKinds, etcdSignsOf } from '../../etcd-signs.ts'
import { defineRule } from '../../rule.ts'

/** A symptom: the API server says that it cannot use etcd, or behaves so. */
export const apiserverEtcdUnreachable = defineRule({
  cause: 'apiserver.etcd-unreachable',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: etcdSignKinds,
  decide(facts) {
    const signs = etcdSignsOf(facts)
    if (signs.failed.length === 0 && signs.storage.length === 0) {
      const seen = signs.passed.length > 0 || signs.read !== undefined
      return seen ? { status: 'False', fine: 'The API server reads from etcd' } : { status: 'False' }
    }
    return {
      status: 'True',
      confidence: signs.failed.length > 0 ? 0.95 : 0.7,
      summary: 'The API server cannot use etcd: reads and writes hang or fail, and all that is shown may be old',
      because: etcdLines(signs),
    }
  },
  advice: () => [
    {
      do: 'Ask the API server for the single check (needs more than view permission)',
      command: 'kubectl get --raw /readyz/etcd',
      answers: [
        { if: 'ok', then: 'it was a short interruption, or another API server answered: ask a few times' },
        { if: '"context deadline exceeded"', then: 'etcd is stopped, hung or too slow: look at etcd itself' },
        { if: 'Forbidden', then: 'look on a control-plane node: crictl ps -a --name etcd' },
      ],
    },
  ],
})
