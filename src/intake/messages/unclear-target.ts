import type { MessageContent } from '../../delivery/message.ts'
import { isNodeName } from '../../diagnosis/target.ts'
import { inlineCode } from '../../report/block-kit/escape.ts'
import type { TargetChoice } from '../find-target.ts'
import { renderNodeChoice } from './choose-node.ts'
import { foreignText } from './foreign-text.ts'

/** For a name that fits several nodes, or none: the nearest ones and a menu. */
export function renderUnclear(choice: Exclude<TargetChoice, { kind: 'found' }>, cluster: string): MessageContent {
  if (choice.kind === 'invalid') return renderNodeChoice([`${foreignText(choice.problem)}.`], cluster)
  const { typed, near, fits } = choice
  const name = inlineCode(typed.slice(0, 253))
  const likely = near.map((node) => ({ label: node, node }))
  if (fits > 0) {
    return renderNodeChoice([`${fits} nodes of ${inlineCode(cluster)} begin with ${name}. Which one?`], cluster, likely)
  }
  const question = near.length > 0 ? ' Did you mean one of these?' : ''
  // A node that was deleted is worth a diagnosis too: its Events stay for a while.
  const anyway = isNodeName(typed) ? [{ label: `${typed} anyway`, node: `!${typed}` }] : []
  return renderNodeChoice([`There is no node ${name} in ${inlineCode(cluster)}.${question}`], cluster, [
    ...likely.slice(0, 4),
    ...anyway,
  ])
}
