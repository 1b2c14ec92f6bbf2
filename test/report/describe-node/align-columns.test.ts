import { describe, expect, it } from 'vitest'
import { alignColumns } from '../../../src/report/describe-node/align-columns.ts'

describe('aligned columns', () => {
  it('are as wide as their widest cell and two blanks', () => {
    expect(alignColumns('a\tb\tc\nlong\t\tlast\n')).toBe('a     b  c\nlong     last\n')
  })

  it('begin anew after a line without cells', () => {
    expect(alignColumns('wide cell\tx\nheading\na\tx')).toBe('wide cell  x\nheading\na  x')
  })

  it('of neighbours are independent of lines that do not reach so far', () => {
    expect(alignColumns('a\tlong\tx\na\tx\na\tb\tx')).toBe('a  long  x\na  x\na  b  x')
  })

  it('count characters, also those beyond the first plane', () => {
    expect(alignColumns('🚒🚒\tx\nab\tx')).toBe('🚒🚒  x\nab  x')
  })

  it('survive lines full of tabs and very many lines', () => {
    const text = alignColumns(`${'\t'.repeat(50_000)}\n${'a\tb\n'.repeat(150_000)}`)
    expect(text.startsWith(' '.repeat(100_000))).toBe(true)
    expect(text.endsWith('\na  b\n')).toBe(true)
  })
})
