import type { Evidence } from '../diagnosis/evidence.ts'
import type { Fact } from '../diagnosis/fact.ts'
import type { PodSummary } from '../diagnosis/facts/pod.ts'
import { defineProvider } from './provider.ts'

/** Pods that no node was found for. */
export const pendingPodsProvider = defineProvider<readonly PodSummary[]>({
  source: 'pending-pods',
  provides: ['podPending'],
  facts: ({ data, finishedAt }: Evidence<readonly PodSummary[]>): readonly Fact[] =>
    data.map(
      (value): Fact<'podPending'> => ({
        kind: 'podPending',
        value,
        from: { source: 'pending-pods', readAt: finishedAt, ref: `Pod ${value.namespace}/${value.name} .status` },
      }),
    ),
})
