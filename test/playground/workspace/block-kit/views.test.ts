import { describe, expect, it } from 'vitest'
import { checkView } from '../../../../src/playground/workspace/block-kit/validate.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const input = { type: 'input', label: plain('Why'), element: { type: 'plain_text_input', action_id: 'why' } }
const modal = (more: object = {}) => ({
  type: 'modal',
  title: plain('Drain node-3'),
  blocks: [{ type: 'divider' }],
  ...more,
})
const home = (more: object = {}) => ({ type: 'home', blocks: [], ...more })

function problemsOf(view: object): readonly string[] {
  return checkView({ ...view }, new Set()).map(({ pointer, message }) => `${pointer}: ${message}`)
}

describe('views', () => {
  it('fit when they keep the limits', () => {
    expect(problemsOf(modal({ blocks: [input], submit: plain('Go'), private_metadata: 'x'.repeat(3000) }))).toEqual([])
    expect(problemsOf(home())).toEqual([])
  })

  it('need a title of at most 24 characters', () => {
    expect(problemsOf(modal({ title: plain('x'.repeat(25)) }))).toEqual([
      '/view/title/text: must be less than 25 characters',
    ])
    expect(problemsOf(modal({ title: undefined }))).toEqual(['/view: missing required field: title'])
  })

  it('keep submit and close at 24 characters', () => {
    expect(problemsOf(modal({ submit: plain('x'.repeat(25)) }))).toHaveLength(1)
    expect(problemsOf(modal({ close: plain('x'.repeat(25)) }))).toHaveLength(1)
  })

  it('need a submit button beside inputs', () => {
    expect(problemsOf(modal({ blocks: [input] }))).toEqual(['/view: missing required field: submit'])
  })

  it('hold at most 100 blocks and 3,000 characters of private metadata', () => {
    const blocks = Array.from({ length: 101 }, () => ({ type: 'divider' }))
    expect(problemsOf(modal({ blocks }))).toEqual(['/view/blocks: no more than 100 items allowed'])
    expect(problemsOf(home({ blocks }))).toHaveLength(1)
    expect(problemsOf(modal({ private_metadata: 'x'.repeat(3001) }))).toHaveLength(1)
  })

  it('take no blocks that belong to messages', () => {
    expect(problemsOf(modal({ blocks: [{ type: 'markdown', text: 'a' }] }))).toEqual([
      '/view/blocks/0/type: unsupported type: markdown',
    ])
  })

  it('are modals or Home tabs', () => {
    expect(problemsOf({ type: 'panel', blocks: [] })).toEqual(['/view/type: unsupported type: panel'])
    expect(problemsOf(home({ title: plain('a') }))).toEqual(['/view: invalid additional property: title'])
  })
})
