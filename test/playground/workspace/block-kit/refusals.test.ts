import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../../src/playground/workspace/block-kit/validate.ts'
import { actions, button, knowsAll, mrkdwn, plain, problemsOf, section, x } from './block-builders.ts'

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
