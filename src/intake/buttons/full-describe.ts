import { formatTarget } from '../../diagnosis/target.ts'
import { actionIds } from '../../report/block-kit/buttons.ts'
import { inlineCode } from '../../report/block-kit/escape.ts'
import type { Button } from '../ask.ts'
import { storedRun } from '../stored-run.ts'

/** Four reads, each with a time limit of its own. */
const deadlineMs = 60_000

/** *Full describe*: what `kubectl describe node` prints now, as a file in the thread. */
export const fullDescribe: Button = {
  actionId: actionIds.describe,
  needs: 'viewer',
  async run(click, ports) {
    const run = await storedRun(click, ports)
    if (!run) return
    const { cluster, target } = run.record
    const name = inlineCode(formatTarget(target))
    if (target.kind !== 'node') {
      return click.whisper({ text: `Only nodes can be described, not ${name}. *Evidence* has all that I read.` })
    }
    const parentKey = `describe ${click.id}`
    const asker = { id: click.id, user: click.user, parentKey, conversation: click.conversation }
    const deadlineAt = ports.clock.now() + deadlineMs
    const ticket = await ports.queue.ask({ schemaVersion: 1, kind: 'describe', cluster, target }, asker, { deadlineAt })
    ports.refusals.watch(parentKey, click, () => ports.queue.leave(ticket.jobId, asker.id))
    await click.whisper({ text: `Reading ${name} afresh; the file comes into the thread.` })
  },
}
