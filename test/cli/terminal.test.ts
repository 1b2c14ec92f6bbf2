import { describe, expect, it } from 'vitest'
import { createTerminal } from '../../src/cli/terminal.ts'

function stream(properties: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = []
  return { ...properties, written, write: (text: string) => written.push(text) }
}

describe('terminal', () => {
  it('uses colour and width of a screen, and plain 80 columns for a pipe', () => {
    expect(createTerminal(stream({ isTTY: true, columns: 40 }), stream(), 'auto')).toMatchObject({
      color: true,
      width: 40,
    })
    expect(createTerminal(stream({ isTTY: true, columns: 400 }), stream(), 'never')).toMatchObject({
      color: false,
      width: 120,
    })
    expect(createTerminal(stream(), stream(), 'auto')).toMatchObject({ color: false, width: 80 })
    expect(createTerminal(stream(), stream(), 'always').color).toBe(true)
  })

  it('shows progress only where a person watches, and wipes it before anything else', () => {
    const [out, piped, screen] = [stream(), stream(), stream({ isTTY: true, columns: 20 })]
    createTerminal(out, piped, 'auto').progress('read 1 of 9')
    expect(piped.written).toEqual([])
    const terminal = createTerminal(out, screen, 'auto')
    terminal.progress('read 1 of 9 sources, which is a long line')
    terminal.note('done')
    terminal.note('really')
    expect(screen.written).toEqual(['read 1 of 9 sources', '\r\u001b[K', 'done\n', 'really\n'])
  })

  it('lets neither secrets nor escapes of foreign text onto the screen', () => {
    const err = stream()
    createTerminal(stream(), err, 'auto').note(
      '\u001b]0;owned\u0007\u001b[31mnode\r-3 Authorization: Bearer abcdefghijklmnop.qrst',
    )
    const written = err.written.join('')
    expect(written).not.toContain('\u001b')
    expect(written).not.toContain('abcdefghijklmnop')
    expect(written).toContain('node')
  })

  it('finds a secret whose name is broken by what nobody sees', () => {
    const err = stream()
    createTerminal(stream(), err, 'auto').note('pass\u200bword=hunter2hunter2')
    expect(err.written).toEqual(['password=[redacted]\n'])
  })
})
