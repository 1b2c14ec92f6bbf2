import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { renderFindings } from '../../src/report/block-kit/findings.ts'
import type { SlackMessage } from '../../src/report/block-kit/message.ts'
import { renderParent } from '../../src/report/block-kit/parent.ts'

/** What appears in Slack for a diagnosis: the verdict, and the thread under it. */
export function slackThread(diagnosis: Diagnosis): readonly SlackMessage[] {
  const { target, cluster } = diagnosis
  const asked = { task: 'diagnose', target, cluster, askedBy: 'U0123ABCD' } as const
  return [renderParent({ ...asked, status: 'done', diagnosis, runId: 'run-1' }), ...renderFindings(diagnosis)]
}

/** The thread as a golden file: `text` is the same in mrkdwn, and the fallback is made from the blocks. */
export function threadJson(diagnosis: Diagnosis): string {
  const messages = slackThread(diagnosis).map(({ text, blocks }) => ({ text, blocks }))
  return `${JSON.stringify(messages, null, 2)}\n`
}
