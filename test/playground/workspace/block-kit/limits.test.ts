import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../../src/playground/workspace/block-kit/validate.ts'
import {
  actions,
  button,
  knowsAll,
  mrkdwn,
  option,
  plain,
  problemsOf,
  section,
  select,
  times,
  x,
} from './block-builders.ts'

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
]

describe('Block Kit limits', () => {
  it.each(limits)('hold for %s', (_name, fits, tooMuch, pointer) => {
    expect(problemsOf(...fits)).toEqual([])
    expect(checkMessageBlocks(tooMuch, knowsAll).map((problem) => problem.pointer)).toEqual([pointer])
  })
})
