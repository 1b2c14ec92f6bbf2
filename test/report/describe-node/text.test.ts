import { describe, expect, it } from 'vitest'
import { annotationsText } from '../../../src/report/describe-node/annotations.ts'
import { dateText, sinceText } from '../../../src/report/describe-node/time-text.ts'
import { visibleText } from '../../../src/report/describe-node/visible-text.ts'

describe('texts of a description', () => {
  it('show escapes, and leave out what nobody can see', () => {
    expect(visibleText('\u001b[31mred\r\n\tnext\u202e\u200b\u0000')).toBe('^[[31mred\\r\n\tnext')
    expect(visibleText('one\u2028line')).toBe('one line')
  })

  it('put long annotations below their keys, and cut them between bytes', () => {
    expect(annotationsText({ key: 'x'.repeat(135) })).toBe(`key: ${'x'.repeat(135)}\n`)
    expect(annotationsText({ key: 'x'.repeat(139) })).toBe(`key:\n\t  ${'x'.repeat(138)}...\n`)
    expect(annotationsText({ key: 'one\ntwo\n' })).toBe('key:\n\t  one\n\t  two\n')
  })

  it('have a date for a time that was never set', () => {
    expect(dateText(undefined)).toBe('Mon, 01 Jan 0001 00:00:00 +0000')
    expect(dateText(Date.parse('2026-11-03T08:05:09.999Z'))).toBe('Tue, 03 Nov 2026 08:05:09 +0000')
  })

  it('say when an age is unknown or cannot be', () => {
    expect(sinceText(undefined, 0)).toBe('<unknown>')
    expect(sinceText(5_000, 0)).toBe('<invalid>')
    expect(sinceText(1_999, 0)).toBe('0s')
  })
})
