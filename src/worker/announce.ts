import type { Ledger } from '../delivery/ledger.ts'
import type { DesiredMessage } from '../delivery/message.ts'
import { formatTarget } from '../diagnosis/target.ts'
import type { Asker, DiagnoseJob, JobEnd } from '../queue/job.ts'
import { parentVersions } from '../queue/parent-versions.ts'
import type { QueueListener } from '../queue/queue.ts'
import { renderFindings } from '../report/block-kit/findings.ts'
import type { SlackMessage } from '../report/block-kit/message.ts'
import { type ParentProgress, renderParent } from '../report/block-kit/parent.ts'
import { missingNode } from './missing-node.ts'
import type { DescriptionStore, RunStore } from './run-store.ts'

/** What the announcer works with. */
export interface AnnouncerPorts {
  readonly ledger: Pick<Ledger, 'want'>
  readonly runs: Pick<RunStore, 'load'>
  readonly descriptions: Pick<DescriptionStore, 'load'>
}

/**
 * Tells every asker of a job, each in their own conversation, how it goes and how it ended. A diagnosis is shown in the
 * message under `parentKey`, with the findings as replies `<parentKey> reply <n>` in its thread (or beside it, if it was
 * asked for inside a thread). A description is one file under `parentKey`; it shows no progress.
 */
export function createAnnouncer(ports: AnnouncerPorts): QueueListener {
  return {
    async onStart(_id, job, audience) {
      const state = { status: 'running', done: 0, total: 0, text: 'starting' } as const
      await tellProgress(ports, job, state, parentVersions.running, audience)
    },
    async onProgress(_id, job, { done, total, text }, audience) {
      const state = { status: 'running', done, total, text } as const
      await tellProgress(ports, job, state, parentVersions.running + done, audience)
    },
    async onEnd(_id, job, end, audience) {
      const messagesFor = await endMessages(ports, job, end)
      await wantAll(ports, audience.flatMap(messagesFor))
    },
  }
}

async function tellProgress(
  ports: AnnouncerPorts,
  job: DiagnoseJob,
  state: ParentProgress,
  version: number,
  audience: readonly Asker[],
): Promise<void> {
  if (job.kind === 'describe') return
  await wantAll(
    ports,
    audience.map((asker) => ({ ...parent(job, asker, state), version, priority: 'progress' })),
  )
}

type MessagesFor = (asker: Asker) => readonly DesiredMessage[]

/** What each asker is told in the end. What was to be shown may be lost meanwhile: that is said too. */
async function endMessages(
  { runs, descriptions }: AnnouncerPorts,
  job: DiagnoseJob,
  end: JobEnd,
): Promise<MessagesFor> {
  if (end.outcome !== 'done') return endOf(job, stateOf(end))
  if (job.kind === 'describe') {
    const text = await descriptions.load(end.runId)
    return text === undefined ? endOf(job, lost) : (asker) => [describedFile(job, asker, text)]
  }
  const run = await runs.load(end.runId)
  if (!run) return endOf(job, lost)
  // A typing mistake deserves one line. A node that is known to have been there deserves the report.
  const missing = run.diagnosis.findings.length === 0 ? missingNode(run) : undefined
  if (missing) return endOf(job, { status: 'missing', nearest: missing.nearest })
  const findings = renderFindings(run.diagnosis)
  const state = { status: 'done', diagnosis: run.diagnosis, runId: end.runId } as const
  return (asker) => [...endOf(job, state)(asker), ...findings.map((content, index) => reply(asker, content, index))]
}

const lost = { status: 'failed', message: 'its result is no longer stored' } as const

function stateOf(end: Exclude<JobEnd, { outcome: 'done' }>): ParentProgress {
  if (end.outcome === 'failed') return { status: 'failed', message: end.message }
  return end.outcome === 'expired' ? { status: 'expired' } : { status: 'cancelled', by: end.by }
}

function endOf(job: DiagnoseJob, state: ParentProgress): MessagesFor {
  return (asker) => [{ ...parent(job, asker, state), version: parentVersions.end, priority: 'final' }]
}

/** One message of the thread under the verdict. */
function reply(asker: Asker, content: SlackMessage, index: number): DesiredMessage {
  const key = `${asker.parentKey} reply ${index + 1}`
  return { key, conversation: threadOf(asker), version: 1, content, priority: 'answer' }
}

function parent(
  { kind, target, cluster }: DiagnoseJob,
  { user, parentKey, conversation }: Asker,
  state: ParentProgress,
): Pick<DesiredMessage, 'key' | 'conversation' | 'content'> {
  const content = renderParent({ task: kind, target, cluster, askedBy: user, ...state })
  return { key: parentKey, conversation, content }
}

/** Slack knows no threads inside threads. */
function threadOf({ conversation, parentKey }: Asker): Asker['conversation'] {
  return conversation.thread ? conversation : { channel: conversation.channel, thread: { key: parentKey } }
}

function describedFile({ target }: DiagnoseJob, asker: Asker, text: string): DesiredMessage {
  const name = `describe-${formatTarget(target).replace('/', '-')}.txt`
  const file = { name, title: `describe ${formatTarget(target)}`, text, comment: '' }
  return {
    key: asker.parentKey,
    conversation: asker.conversation,
    version: parentVersions.end,
    content: { file },
    priority: 'answer',
  }
}

/** One after the other, for replies are shown in the order of arrival; one that cannot be written down stops no other. */
async function wantAll({ ledger }: AnnouncerPorts, messages: readonly DesiredMessage[]): Promise<void> {
  const problems: unknown[] = []
  for (const message of messages) await ledger.want(message).catch((error: unknown) => problems.push(error))
  if (problems.length > 0) throw new AggregateError(problems, 'messages could not be written to the ledger')
}
