import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../../src/playground/workspace/block-kit/validate.ts'

const knowsAll: ReadonlySet<string> = new Set()

function problemsOf(...blocks: readonly unknown[]): readonly string[] {
  return checkMessageBlocks(blocks, knowsAll).map(({ pointer, message }) => `${pointer}: ${message}`)
}

const x = (length: number) => 'x'.repeat(length)
const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index))
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const plain = (text: string) => ({ type: 'plain_text', text })
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) })
const button = (more: object = {}) => ({ type: 'button', text: plain('Run again'), action_id: 'run', ...more })
const actions = (...elements: readonly unknown[]) => ({ type: 'actions', elements })
const option = (n: number, more: object = {}) => ({ text: plain(`node-${n}`), value: `${n}`, ...more })
const select = (more: object) => actions({ type: 'static_select', action_id: 'node', ...more })
const cell = (text: string) => ({ type: 'raw_text', text })
const rows = (count: number, width: number) => times(count, () => times(width, () => cell('a')))
const image = (more: object) => ({ type: 'image', alt_text: 'a graph', ...more })

/** Each row: the limit, what just fits, what is one too much, and where Slack points. */
const limits: readonly (readonly [string, readonly unknown[], readonly unknown[], string])[] = [
  ['blocks of a message', times(50, () => ({ type: 'divider' })), times(51, () => ({ type: 'divider' })), '/blocks'],
  ['section text', [section(x(3000))], [section(x(3001))], '/blocks/0/text/text'],
  ['empty text', [section('x')], [section('')], '/blocks/0/text/text'],
  [
    'section fields',
    [{ type: 'section', fields: times(10, () => plain('a')) }],
    [{ type: 'section', fields: times(11, () => plain('a')) }],
    '/blocks/0/fields',
  ],
  [
    'field text',
    [{ type: 'section', fields: [mrkdwn(x(2000))] }],
    [{ type: 'section', fields: [mrkdwn(x(2001))] }],
    '/blocks/0/fields/0/text',
  ],
  [
    'header',
    [{ type: 'header', text: plain(x(150)) }],
    [{ type: 'header', text: plain(x(151)) }],
    '/blocks/0/text/text',
  ],
  [
    'context elements',
    [{ type: 'context', elements: times(10, () => mrkdwn('a')) }],
    [{ type: 'context', elements: times(11, () => mrkdwn('a')) }],
    '/blocks/0/elements',
  ],
  [
    'actions elements',
    [actions(...times(25, (n) => button({ action_id: `a${n}` })))],
    [actions(...times(26, (n) => button({ action_id: `a${n}` })))],
    '/blocks/0/elements',
  ],
  [
    'button text',
    [actions(button({ text: plain(x(75)) }))],
    [actions(button({ text: plain(x(76)) }))],
    '/blocks/0/elements/0/text/text',
  ],
  [
    'button value',
    [actions(button({ value: x(2000) }))],
    [actions(button({ value: x(2001) }))],
    '/blocks/0/elements/0/value',
  ],
  [
    'button url',
    [actions(button({ url: `https://${x(2992)}` }))],
    [actions(button({ url: `https://${x(2993)}` }))],
    '/blocks/0/elements/0/url',
  ],
  [
    'button label',
    [actions(button({ accessibility_label: x(75) }))],
    [actions(button({ accessibility_label: x(76) }))],
    '/blocks/0/elements/0/accessibility_label',
  ],
  [
    'button style',
    [actions(button({ style: 'danger' }))],
    [actions(button({ style: 'default' }))],
    '/blocks/0/elements/0/style',
  ],
  [
    'action_id',
    [actions(button({ action_id: x(255) }))],
    [actions(button({ action_id: x(256) }))],
    '/blocks/0/elements/0/action_id',
  ],
  ['block_id', [{ type: 'divider', block_id: x(255) }], [{ type: 'divider', block_id: x(256) }], '/blocks/0/block_id'],
  [
    'unique block_id',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'b' },
    ],
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    '/blocks/1/block_id',
  ],
  [
    'unique action_id in a block',
    [actions(button()), actions(button())],
    [actions(button(), button())],
    '/blocks/0/elements/1/action_id',
  ],
  [
    'confirm title',
    [actions(button({ confirm: { text: plain('a'), title: plain(x(100)) } }))],
    [actions(button({ confirm: { text: plain('a'), title: plain(x(101)) } }))],
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'confirm text',
    [actions(button({ confirm: { text: plain(x(300)) } }))],
    [actions(button({ confirm: { text: plain(x(301)) } }))],
    '/blocks/0/elements/0/confirm/text/text',
  ],
  [
    'confirm button',
    [actions(button({ confirm: { text: plain('a'), confirm: plain(x(30)) } }))],
    [actions(button({ confirm: { text: plain('a'), confirm: plain(x(31)) } }))],
    '/blocks/0/elements/0/confirm/confirm/text',
  ],
  [
    'select options',
    [select({ options: times(100, (n) => option(n)) })],
    [select({ options: times(101, (n) => option(n)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'options or groups',
    [select({ option_groups: [{ label: plain('a'), options: [option(1)] }] })],
    [select({})],
    '/blocks/0/elements/0',
  ],
  [
    'option text',
    [select({ options: [option(1, { text: plain(x(75)) })] })],
    [select({ options: [option(1, { text: plain(x(76)) })] })],
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    [select({ options: [option(1, { value: x(75) })] })],
    [select({ options: [option(1, { value: x(76) })] })],
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'placeholder',
    [select({ options: [option(1)], placeholder: plain(x(150)) })],
    [select({ options: [option(1)], placeholder: plain(x(151)) })],
    '/blocks/0/elements/0/placeholder/text',
  ],
  [
    'initial option',
    [select({ options: [option(1)], initial_option: option(1) })],
    [select({ options: [option(1)], initial_option: option(2) })],
    '/blocks/0/elements/0',
  ],
  [
    'overflow options',
    [actions({ type: 'overflow', options: times(5, (n) => option(n)) })],
    [actions({ type: 'overflow', options: times(6, (n) => option(n)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'radio options',
    [actions({ type: 'radio_buttons', options: times(10, (n) => option(n)) })],
    [actions({ type: 'radio_buttons', options: times(11, (n) => option(n)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'checkboxes',
    [actions({ type: 'checkboxes', options: times(10, (n) => option(n)) })],
    [actions({ type: 'checkboxes', options: times(11, (n) => option(n)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'image alt text',
    [image({ alt_text: x(2000), image_url: 'https://a.example/b' })],
    [image({ alt_text: x(2001), image_url: 'https://a.example/b' })],
    '/blocks/0/alt_text',
  ],
  ['image source', [image({ image_url: 'https://a.example/b' })], [image({})], '/blocks/0'],
  [
    'image link',
    [image({ image_url: 'https://a.example/b' })],
    [image({ image_url: 'not a link' })],
    '/blocks/0/image_url',
  ],
  [
    'markdown',
    [{ type: 'markdown', text: x(12_000) }],
    [
      { type: 'markdown', text: x(6000) },
      { type: 'markdown', text: x(6001) },
    ],
    '/blocks',
  ],
  ['table rows', [{ type: 'table', rows: rows(100, 1) }], [{ type: 'table', rows: rows(101, 1) }], '/blocks/0/rows'],
  ['table columns', [{ type: 'table', rows: rows(1, 20) }], [{ type: 'table', rows: rows(1, 21) }], '/blocks/0/rows/0'],
  [
    'one table a message',
    [{ type: 'table', rows: rows(1, 1) }],
    [
      { type: 'table', rows: rows(1, 1) },
      { type: 'table', rows: rows(1, 1) },
    ],
    '/blocks',
  ],
  [
    'data_table rows',
    [{ type: 'data_table', caption: 'a', rows: rows(101, 2) }],
    [{ type: 'data_table', caption: 'a', rows: rows(102, 2) }],
    '/blocks/0/rows',
  ],
  [
    'data_table shape',
    [{ type: 'data_table', caption: 'a', rows: rows(2, 2) }],
    [{ type: 'data_table', caption: 'a', rows: [...rows(1, 2), ...rows(1, 3)] }],
    '/blocks/0/rows/1',
  ],
  [
    'alert text',
    [{ type: 'alert', text: plain(x(200)) }],
    [{ type: 'alert', text: plain(x(201)) }],
    '/blocks/0/text/text',
  ],
  [
    'card body',
    [{ type: 'card', body: mrkdwn(x(200)) }],
    [{ type: 'card', body: mrkdwn(x(201)) }],
    '/blocks/0/body/text',
  ],
  [
    'card buttons',
    [{ type: 'card', title: mrkdwn('a'), actions: times(3, (n) => button({ action_id: `a${n}` })) }],
    [{ type: 'card', title: mrkdwn('a'), actions: times(4, (n) => button({ action_id: `a${n}` })) }],
    '/blocks/0/actions',
  ],
  [
    'carousel cards',
    [{ type: 'carousel', elements: times(10, () => ({ type: 'card', body: mrkdwn('a') })) }],
    [{ type: 'carousel', elements: times(11, () => ({ type: 'card', body: mrkdwn('a') })) }],
    '/blocks/0/elements',
  ],
  [
    'container children',
    [{ type: 'container', title: plain('a'), child_blocks: times(10, () => ({ type: 'divider' })) }],
    [{ type: 'container', title: plain('a'), child_blocks: times(11, () => ({ type: 'divider' })) }],
    '/blocks/0/child_blocks',
  ],
  [
    'context_actions',
    [
      {
        type: 'context_actions',
        elements: times(5, (n) => ({ type: 'icon_button', icon: 'trash', text: plain('a'), action_id: `a${n}` })),
      },
    ],
    [
      {
        type: 'context_actions',
        elements: times(6, (n) => ({ type: 'icon_button', icon: 'trash', text: plain('a'), action_id: `a${n}` })),
      },
    ],
    '/blocks/0/elements',
  ],
  [
    'task status',
    [{ type: 'task_card', task_id: '1', title: 'a', status: 'complete' }],
    [{ type: 'task_card', task_id: '1', title: 'a', status: 'done' }],
    '/blocks/0/status',
  ],
]

describe('Block Kit limits', () => {
  it.each(limits)('hold for %s', (_name, fits, tooMuch, pointer) => {
    expect(problemsOf(...fits)).toEqual([])
    expect(checkMessageBlocks(tooMuch, knowsAll).map((problem) => problem.pointer)).toEqual([pointer])
  })
})

describe('what Slack refuses in blocks', () => {
  it('names the place and the words of an over-long text', () => {
    expect(problemsOf(section(x(3001)))).toEqual(['/blocks/0/text/text: must be less than 3001 characters'])
  })

  it('does not know a type', () => {
    expect(problemsOf({ type: 'sektion' })).toEqual(['/blocks/0/type: unsupported type: sektion'])
    expect(problemsOf({})).toEqual(['/blocks/0: missing required field: type'])
  })

  it('does not know a field', () => {
    const text = { type: 'mrkdwn', text: 'a', emoji: true }
    expect(problemsOf({ type: 'section', text })).toEqual(['/blocks/0/text: invalid additional property: emoji'])
  })

  it('misses a field', () => {
    expect(problemsOf({ type: 'header' })).toEqual(['/blocks/0: missing required field: text'])
    expect(problemsOf({ type: 'section' })).toEqual(['/blocks/0: must have at least one of: text, fields'])
  })

  it('takes only plain text in a header and a button', () => {
    expect(problemsOf({ type: 'header', text: mrkdwn('a') })).toEqual([
      '/blocks/0/text/type: must be one of: plain_text',
    ])
    expect(problemsOf(actions(button({ text: mrkdwn('a') })))).toHaveLength(1)
  })

  it('puts an input element only into an input block', () => {
    const input = { type: 'plain_text_input', action_id: 'why' }
    expect(problemsOf({ type: 'input', label: plain('Why'), element: input })).toEqual([])
    expect(problemsOf(actions(input))).toEqual(['/blocks/0/elements/0/type: unsupported type: plain_text_input'])
  })

  it('refuses a block that the workspace does not know yet', () => {
    const alert = { type: 'alert', text: plain('node-3 is down'), level: 'error' }
    expect(checkMessageBlocks([alert], new Set(['alert']))).toEqual([
      { pointer: '/blocks/0/type', message: 'unsupported type: alert' },
    ])
  })

  it('looks into rich text', () => {
    const text = (element: object) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [element] }],
    })
    expect(problemsOf(text({ type: 'text', text: 'a', style: { bold: true } }))).toEqual([])
    expect(problemsOf(text({ type: 'text' }))).toEqual([
      '/blocks/0/elements/0/elements/0: missing required field: text',
    ])
    expect(problemsOf(text({ type: 'blink', text: 'a' }))).toEqual([
      '/blocks/0/elements/0/elements/0/type: unsupported type: blink',
    ])
  })

  it('wants an array of objects', () => {
    expect(checkMessageBlocks('[]', knowsAll)).toEqual([{ pointer: '/blocks', message: 'must provide an array' }])
    expect(problemsOf('divider')).toEqual(['/blocks/0: must provide an object'])
  })
})
