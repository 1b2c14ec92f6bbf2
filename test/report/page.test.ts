import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../src/report/terminal/display-width.ts'
import { paragraph } from '../../src/report/terminal/page.ts'
import { createPaint } from '../../src/report/terminal/paint.ts'

const page = (width: number) => ({ width, paint: createPaint(false) })

describe('paragraph', () => {
  it('breaks at spaces and indents what follows', () => {
    expect(paragraph(page(12), { first: '- ' }, [{ text: 'one two three four' }])).toEqual([
      '- one two',
      '  three four',
    ])
  })

  it('breaks a long path behind a slash, and a long word anywhere', () => {
    expect(paragraph(page(20), { first: '' }, [{ text: '/var/lib/kubelet/config.yaml' }])).toEqual([
      '/var/lib/kubelet/',
      'config.yaml',
    ])
    expect(paragraph(page(10), { first: '' }, [{ text: 'x'.repeat(23) }])).toEqual(['xxxxxxxxxx', 'xxxxxxxxxx', 'xxx'])
  })

  it('keeps a command in backticks in one piece if a line can hold it', () => {
    expect(paragraph(page(19), { first: '' }, [{ text: 'start it: `systemctl start x`, then' }])).toEqual([
      'start it:',
      '`systemctl start',
      'x`, then',
    ])
    expect(paragraph(page(22), { first: '' }, [{ text: 'start it: `systemctl start x`, then' }])).toEqual([
      'start it:',
      '`systemctl start x`,',
      'then',
    ])
  })

  it('counts wide characters as two columns and marks as none', () => {
    expect(displayWidth('节点')).toBe(4)
    expect(displayWidth('e\u0301')).toBe(1)
    expect(paragraph(page(10), { first: '' }, [{ text: '节点故障节点故障' }])).toEqual(['节点故障节', '点故障'])
  })

  it('never writes a line wider than the page and loses no word', () => {
    const words = fc.array(
      fc.oneof(fc.string({ minLength: 1, maxLength: 40 }), fc.constantFrom('`', '节点', 'a/b', '🚑')),
    )
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 24, max: 60 }),
        fc.constantFrom('', '  ', '  1. '),
        (texts, width, first) => {
          const text = texts.join(' ').replace(/\s+/g, ' ')
          const lines = paragraph(page(width), { first }, [{ text }])
          expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width)
          expect(lines.join('').replaceAll(/\s/g, '')).toBe((first + text).replaceAll(/\s/g, ''))
        },
      ),
      { seed: 20261123 },
    )
  })

  it('paints runs of words of one style together', () => {
    const paint = (style: string, text: string) => `<${style}>${text}</>`
    const spans = [{ text: 'a b', style: 'strong' as const }, { text: 'c' }]
    expect(paragraph({ width: 80, paint }, { first: '' }, spans)).toEqual(['<strong>a b</> <plain>c</>'])
  })
})
