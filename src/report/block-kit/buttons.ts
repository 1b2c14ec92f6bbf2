import type { ActionsBlock, Button } from '@slack/types'
import type { Target } from '../../diagnosis/target.ts'

/** What the buttons under a verdict are called in the payload of a click. */
export const actionIds = { again: 'diagnose_again', describe: 'full_describe', evidence: 'evidence' } as const

/** The buttons under a verdict. They carry the id of the run and nothing else: what it means is looked up at the click. */
export function runButtons(target: Target, runId: string): ActionsBlock {
  const describe = target.kind === 'node' ? [button('Full describe', actionIds.describe, runId)] : []
  const elements = [
    button('Run again', actionIds.again, runId),
    ...describe,
    button('Evidence', actionIds.evidence, runId),
  ]
  return { type: 'actions', elements }
}

function button(text: string, action_id: string, value: string): Button {
  return { type: 'button', text: { type: 'plain_text', text }, action_id, value }
}
