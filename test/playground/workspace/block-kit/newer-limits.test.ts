import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../../src/playground/workspace/block-kit/validate.ts'
import { button, image, knowsAll, mrkdwn, plain, problemsOf, rows, times, x } from './block-builders.ts'

/** Each row: the limit, what just fits, what is one too much, and where Slack points. */
const limits: readonly (readonly [string, readonly unknown[], readonly unknown[], string])[] = [
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

describe('limits of images, tables and newer blocks', () => {
  it.each(limits)('hold for %s', (_name, fits, tooMuch, pointer) => {
    expect(problemsOf(...fits)).toEqual([])
    expect(checkMessageBlocks(tooMuch, knowsAll).map((problem) => problem.pointer)).toEqual([pointer])
  })
})
