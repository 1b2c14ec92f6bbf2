import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneLine, plainText, shorten, withoutControls } from '../../src/redaction/index.ts'

const ESC = String.fromCharCode(27)
const BEL = String.fromCharCode(7)

describe('plainText', () => {
  it.each([
    ['colours', `${ESC}[1;31mred${ESC}[0m`, 'red'],
    ['cursor movement', `a${ESC}[2J${ESC}[Hb`, 'ab'],
    ['a window title', `a${ESC}]0;evil${BEL}b`, 'ab'],
    ['a hyperlink', `${ESC}]8;;https://evil${ESC}\\text${ESC}]8;;${ESC}\\`, 'text'],
    ['a device control string', `a${ESC}Pq#0;2${ESC}\\b`, 'ab'],
    ['an open control string, whose text stays visible', `a${ESC}]0;still here`, 'a0;still here'],
    ['eight-bit controls', `a${String.fromCharCode(0x9b)}31mb${String.fromCharCode(0x85)}c`, 'abc'],
    ['a carriage return', 'progress\rdone', 'progress done'],
    ['backspaces', `ab${'\b'.repeat(2)}c`, 'abc'],
    ['bidirectional overrides', 'a\u202egpj.exe\u2066b', 'agpj.exeb'],
    ['zero-width characters', 'pass\u200bword\ufeff\u00ad', 'password'],
    ['tag characters', `x${String.fromCodePoint(0xe0041)}`, 'x'],
    ['line separators', 'a\u2028b\n\n\tc', 'a b c'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
    ['stacked marks', `e${'\u0301'.repeat(50)}`, `e${'\u0301'.repeat(4)}`],
  ])('takes away %s', (_what, text, plain) => {
    expect(plainText(text)).toBe(plain)
  })

  it('keeps letters of every script and emoji', () => {
    const text = 'Knoten heißt узел, 节点, עברית and 🚑'
    expect(plainText(text)).toBe(text)
  })

  it('bounds the length without cutting a character in half', () => {
    expect(plainText('x'.repeat(100_000), 20)).toBe(`${'x'.repeat(19)}…`)
    expect(shorten('ab🚑cd', 4)).toBe('ab…')
    expect(shorten('abcd', 4)).toBe('abcd')
  })

  it('leaves no control or invisible character in any text', () => {
    const hostile = fc.string({
      unit: fc.oneof(fc.constantFrom(ESC, '[', ']', ';', BEL, '\r', '\u202e'), fc.string({ maxLength: 3 })),
    })
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
        expect(plainText(plainText(text))).toBe(plainText(text))
      }),
      { seed: 20261123 },
    )
  })

  it('keeps line breaks and tabs until they are folded', () => {
    expect(withoutControls(`a\r\nb\tc${ESC}[0m`)).toBe('a\nb\tc')
    expect(oneLine('a\nb\tc')).toBe('a b c')
  })
})
