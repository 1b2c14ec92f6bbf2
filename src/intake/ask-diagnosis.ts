import type { Target } from '../diagnosis/target.ts'
import type { Asker, DiagnoseJob } from '../queue/job.ts'
import { parentVersions } from '../queue/parent-versions.ts'
import { type ParentProgress, renderParent } from '../report/block-kit/parent.ts'
import type { Ask, IntakePorts } from './ask.ts'

/** A diagnosis takes seconds; what is not done by then never comes. */
const deadlineMs = 120_000

/** What is to be diagnosed, and where. */
export interface Question {
  readonly cluster: string
  readonly target: Target
}

/**
 * Posts the parent message and puts the question into the queue. The message comes first, so that people see something
 * within a second whatever the queue does. Several questions of one ask differ by `index`.
 */
export async function askDiagnosis(ask: Ask, question: Question, ports: IntakePorts, index = 0): Promise<void> {
  const id = index === 0 ? ask.id : `${ask.id}-${index}`
  const asker: Asker = { id, user: ask.user, parentKey: `diagnosis ${id}`, conversation: ask.conversation }
  const job: DiagnoseJob = { schemaVersion: 1, kind: 'diagnose', ...question }
  const show = (version: number, state: ParentProgress) => want(asker, question, version, state, ports)
  let giveUp = async (): Promise<unknown> => undefined
  ports.refusals.watch(asker.parentKey, ask, () => giveUp())
  await show(parentVersions.queued, { status: 'queued', ahead: 0 })
  try {
    const ticket = await ports.queue.ask(job, asker, { deadlineAt: ports.clock.now() + deadlineMs })
    giveUp = () => ports.queue.leave(ticket.jobId, asker.id)
    if (ticket.ahead > 0) await show(parentVersions.running, { status: 'queued', ahead: ticket.ahead })
  } catch (error) {
    ports.log.error('The queue took no question', { error, cluster: question.cluster })
    await show(parentVersions.end, { status: 'failed', message: 'the queue cannot be reached; please try again' })
  }
}

const priorities = new Map([
  [parentVersions.queued as number, 'answer' as const],
  [parentVersions.end as number, 'final' as const],
])

async function want(
  asker: Asker,
  { cluster, target }: Question,
  version: number,
  state: ParentProgress,
  { ledger }: IntakePorts,
) {
  const content = renderParent({ task: 'diagnose', target, cluster, askedBy: asker.user, ...state })
  const priority = priorities.get(version) ?? 'progress'
  await ledger.want({ key: asker.parentKey, conversation: asker.conversation, version, priority, content })
}
