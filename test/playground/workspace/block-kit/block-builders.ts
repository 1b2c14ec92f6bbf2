import { checkMessageBlocks } from '../../../../src/playground/workspace/block-kit/validate.ts'

/** Shortest forms of blocks, to be stretched to their limits. */

export const knowsAll: ReadonlySet<string> = new Set()

export function problemsOf(...blocks: readonly unknown[]): readonly string[] {
  return checkMessageBlocks(blocks, knowsAll).map(({ pointer, message }) => `${pointer}: ${message}`)
}

export const x = (length: number) => 'x'.repeat(length)
export const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index))
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
export const plain = (text: string) => ({ type: 'plain_text', text })
export const section = (text: string) => ({ type: 'section', text: mrkdwn(text) })
export const button = (more: object = {}) => ({ type: 'button', text: plain('Run again'), action_id: 'run', ...more })
export const actions = (...elements: readonly unknown[]) => ({ type: 'actions', elements })
export const option = (n: number, more: object = {}) => ({ text: plain(`node-${n}`), value: `${n}`, ...more })
export const select = (more: object) => actions({ type: 'static_select', action_id: 'node', ...more })
const cell = (text: string) => ({ type: 'raw_text', text })
export const rows = (count: number, width: number) => times(count, () => times(width, () => cell('a')))
export const image = (more: object) => ({ type: 'image', alt_text: 'a graph', ...more })
