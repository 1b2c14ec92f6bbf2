import type { Button as ButtonElement, KnownBlock, PlainTextOption } from '@slack/types'
import type { MessageContent } from '../../delivery/message.ts'
import { shorten } from '../../redaction/index.ts'
import type { KnownNode } from '../inventory.ts'

/** Action id of the menu; those of the buttons begin with it. */
export const chooseNodeAction = 'choose_node'

/** A menu knows its cluster by the id of its block. */
const blockPrefix = 'nodes of '

/** Slack's limits: an option's text and value, a button's text. */
const longest = 75

/** A line, a button for each likely node, and a menu of all nodes. `lines` are mrkdwn, escaped already. */
export function renderNodeChoice(
  lines: readonly string[],
  cluster: string,
  likely: readonly { readonly label: string; readonly node: string }[] = [],
): MessageContent {
  const text = lines.join('\n')
  const buttons = likely.slice(0, 5).map(({ label, node }, index) => nodeButton(label, node, index))
  const actions: KnownBlock = {
    type: 'actions',
    block_id: `${blockPrefix}${cluster}`.slice(0, 255),
    elements: [
      ...buttons,
      {
        type: 'external_select',
        action_id: chooseNodeAction,
        placeholder: { type: 'plain_text', text: 'Choose a node' },
        min_query_length: 0,
      },
    ],
  }
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }, actions] }
}

function nodeButton(label: string, node: string, index: number): ButtonElement {
  return {
    type: 'button',
    action_id: `${chooseNodeAction}_${index + 1}`,
    text: { type: 'plain_text', text: shorten(label, longest) },
    value: node,
  }
}

/** The cluster of the menu in this block. */
export function clusterOfBlock(blockId: string): string | undefined {
  return blockId.startsWith(blockPrefix) ? blockId.slice(blockPrefix.length) : undefined
}

/** An entry of the menu. A value that had to be cut still begins the name, and is completed when it is chosen. */
export function nodeOption({ name, status, sick }: KnownNode): PlainTextOption {
  const text = sick ? `${shorten(name, longest - 24)} · ${shorten(status, 20)}` : shorten(name, longest)
  return { text: { type: 'plain_text', text }, value: name.slice(0, longest) }
}
