import { conditionOf, conditionText } from '../../conditions.ts'
import type { Fact } from '../../fact.ts'
import { hasJustJoined } from '../../just-joined.ts'
import { minutes, recentEvents, recentLines } from '../../recent.ts'
import { type Advice, type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'

const unhealthy = /PLEG is not healthy/i

/**
 * The kubelet's relist of all containers did not finish in time (3 minutes), or never did since its start. Always the
 * effect of something slower below it. In the first minute of a kubelet it has not run yet, which is normal. Its own health
 * check `syncloop` fails 5 minutes after the loop that waits for it came round for the last time (kubelet,
 * `SyncLoopHealthCheck`), also where no condition says so.
 */
export const plegUnhealthy = defineRule({
  cause: 'pleg.unhealthy',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: ['nodeIdentity', 'event', 'logLine', 'kubeletHealth'],
  decide(facts, { now }): Verdict {
    const ready = conditionOf(facts.nodeCondition, 'Ready')
    const said = ready && ready.value.status !== 'True' && unhealthy.test(ready.value.message) ? ready : undefined
    const line = recentLines(facts.logLine, now, minutes(6)).findLast(({ value }) => unhealthy.test(value.message))
    const told = said ?? line
    const stuck = stuckLines(facts.kubeletHealth)
    if (!told) return stuck.length > 0 ? byHealth(stuck, ready) : { status: 'False', fine: fineText(ready) }
    if (isStarting(told.value.message, facts, now)) {
      return { status: 'False', fine: 'The kubelet has just started and has not listed its containers yet (PLEG)' }
    }
    const over = !said && stuck.length === 0 && ready?.value.status === 'True'
    return {
      status: 'True',
      confidence: over ? 0.6 : 0.95,
      severity: over ? 'info' : 'critical',
      summary: summaryOf(told.value.message),
      because: [because(said ? conditionText(said) : told.value.message, told), ...stuck],
      against: over ? [because('The node is Ready: it is over, or comes and goes', ready)] : [],
    }
  },
  advice: steps,
})

/** The kubelet answers, and says itself that its loop stands still. Older kubelets have a check `pleg` as well. */
function stuckLines(health: readonly Fact<'kubeletHealth'>[]): readonly Because[] {
  return health.flatMap((fact) => {
    const failed = fact.value.failedChecks.filter((check) => check === 'syncloop' || check === 'pleg')
    return failed.length > 0 ? [because(`The kubelet fails its own health check: ${failed.join(', ')}`, fact)] : []
  })
}

function byHealth(stuck: readonly Because[], ready: Fact<'nodeCondition'> | undefined): Verdict {
  return {
    status: 'True',
    confidence: 0.6,
    severity: 'warning',
    summary: 'The sync loop of the kubelet has stood still for 5 minutes: it starts and stops no pods',
    because: stuck,
    against: ready?.value.status === 'True' ? [because('The node is Ready, and PLEG is not named', ready)] : [],
  }
}

/** A silent kubelet, or one with another complaint, says nothing about its relist. */
function fineText(ready: Fact<'nodeCondition'> | undefined): string | undefined {
  return ready?.value.status === 'True' ? 'The kubelet relists its containers in time (PLEG)' : undefined
}

function summaryOf(message: string): string {
  const age = /last seen active (\S+) ago/.exec(message)?.[1]
  // Go's longest duration: what the kubelet prints for "never".
  if (age === undefined || age.startsWith('2562047h')) return 'The kubelet has not once listed its containers (PLEG)'
  return `The kubelet has not managed to list its containers for ${age.replace(/\.\d+s$/, 's')} (PLEG)`
}

function isStarting(
  message: string,
  { nodeIdentity, event }: { nodeIdentity: readonly Fact<'nodeIdentity'>[]; event: readonly Fact<'event'>[] },
  now: number,
): boolean {
  if (!/yet to be successful|may not have completed yet/.test(message)) return false
  return (
    hasJustJoined(nodeIdentity, now) ||
    recentEvents(event, now, minutes(2)).some(({ value }) => value.reason === 'Starting')
  )
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: find out whether all calls to the runtime are slow or one container hangs`,
      command:
        'time timeout 60 crictl ps -q >/dev/null; for id in $(crictl ps -aq); do timeout 10 crictl inspect $id >/dev/null || echo "hangs: $id"; done',
      answers: [
        { if: 'crictl ps itself gives nothing', then: 'the runtime hangs or is down: runtime.hung, runtime.down' },
        { if: 'some ids are printed', then: 'those containers hang: look at their processes (D state, NFS, runc)' },
        { if: 'everything answers, but slowly', then: 'the node is overloaded: cat /proc/pressure/{cpu,io,memory}' },
      ],
    },
  ]
}
