import { because, defineRule, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'

/** A busy cluster has pods that wait for seconds; these wait for something. */
const waitingMs = 30_000

/** An effect: pods that no node was found for. */
export const podPending = defineRule({
  cause: 'pod.pending',
  severity: 'warning',
  targets: ['control-plane', 'cluster'],
  needs: ['podPending'],
  decide({ podPending: pods }, { now }): Verdict {
    const waiting = pods.filter(({ value }) => now - value.createdAt > waitingMs)
    if (waiting.length === 0) return { status: 'False', fine: 'No pod waits for a node' }
    const oldestFirst = waiting.toSorted((a, b) => a.value.createdAt - b.value.createdAt)
    return {
      status: 'True',
      confidence: 0.95,
      summary: `${waiting.length === 1 ? 'One pod waits' : `${waiting.length} pods wait`} for a node`,
      because: oldestFirst.slice(0, 3).map((pod) => {
        const { namespace, name, createdAt, schedulingMessage } = pod.value
        const why = schedulingMessage || 'nobody says why'
        return because(`Pod ${namespace}/${name} is Pending for ${spanText(now - createdAt)}: ${why}`, pod)
      }),
    }
  },
  advice: () => [
    {
      do: 'Ask for what the pods wait',
      command: 'kubectl get pods -A --field-selector=status.phase=Pending,spec.nodeName=',
      answers: [
        {
          if: 'describe pod shows FailedScheduling',
          then: 'the scheduler works: its message names what is missing on each node',
        },
        {
          if: 'Events: <none>',
          then: 'no scheduler looked at it: is kube-scheduler down, or does spec.schedulerName name another one?',
        },
      ],
    },
  ],
})
