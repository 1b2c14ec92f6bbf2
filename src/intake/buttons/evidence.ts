import { formatTarget } from '../../diagnosis/target.ts'
import { actionIds } from '../../report/block-kit/buttons.ts'
import { renderEvidence } from '../../report/evidence.ts'
import { dateAndClock, durationText } from '../../report/time.ts'
import type { Button } from '../ask.ts'
import { storedRun } from '../stored-run.ts'

/** Older evidence says little about now. */
const staleMs = 15 * 60_000

/** *Evidence*: everything that was read for this diagnosis, redacted, as a file in the thread. */
export const evidence: Button = {
  actionId: actionIds.evidence,
  needs: 'viewer',
  async run(click, ports) {
    const run = await storedRun(click, ports)
    if (!run) return
    const { record } = run
    const target = formatTarget(record.target)
    const ageMs = ports.clock.now() - record.finishedAt
    const stale = ageMs > staleMs ? ` That was ${durationText(ageMs)} ago: *Run again* reads afresh.` : ''
    const key = `evidence ${click.id}`
    ports.refusals.watch(key, click)
    await ports.ledger.want({
      key,
      conversation: click.conversation,
      version: 1,
      priority: 'answer',
      content: {
        file: {
          name: `evidence-${target.replace('/', '-')}.txt`,
          title: `Evidence for ${target}`,
          text: renderEvidence(run),
          comment: `Read at ${dateAndClock(record.finishedAt)} UTC, without secrets.${stale}`,
        },
      },
    })
  },
}
