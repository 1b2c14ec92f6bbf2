import { describe, expect, it } from 'vitest'
import { cell, code, prose } from '../../src/report/markdown/escape.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { emptyDiagnosis, filledWith, kubeletStopped, offOrCutOff } from './diagnosis-builder.ts'
import { hostileTexts } from './hostile-texts.ts'

/** Inside a fence nothing means anything but its end. */
function withoutCommands(markdown: string): string {
  return markdown.replaceAll(/^ +(`{3,})sh\n.*\n +\1$/gm, '')
}

/** What structures a line before its text: hashes, list marks, table bars, fences. */
function skeleton(markdown: string): readonly string[] {
  return withoutCommands(markdown)
    .split('\n')
    .map((line) => /^\s*(?:#{1,6} [A-Z][a-z ()A-Z]+|\d\. |- |`{3,}(?:sh)?$|\|)?/.exec(line)?.[0] ?? '')
}

describe('renderMarkdown', () => {
  it('begins with what is wrong and what to do', () => {
    const [first] = renderMarkdown(kubeletStopped()).split('\n')
    expect(first).toBe(
      '**CRITICAL `node/node-3`: The kubelet on node-3 does not run** → On node-3: see whether the kubelet runs',
    )
  })

  it('has the sections of a report in order', () => {
    const headings = renderMarkdown(kubeletStopped()).match(/^### .*$/gm)
    expect(headings).toEqual([
      '### Root cause',
      '### What led to what',
      '### Do this',
      '### Also found',
      '### Checked and fine',
      '### Not checked',
      '### Timeline (UTC)',
    ])
  })

  it('writes commands as blocks inside their step', () => {
    expect(renderMarkdown(kubeletStopped())).toContain(
      '2. Start it again\n   ```sh\n   systemctl restart kubelet\n   ```\n   - **Risk:** Its pods may be evicted\n',
    )
  })

  it('writes the timeline as a table and marks the beginning', () => {
    expect(renderMarkdown(kubeletStopped())).toContain(
      '| 19:15:56 | 6m14s ago | **Last renewal of the Lease** ← here it began | lease |',
    )
  })

  it('shows both candidates and what tells them apart', () => {
    const text = renderMarkdown(offOrCutOff())
    expect(text).toContain('### Possible root causes, which the evidence cannot tell apart')
    expect(text).toContain('For each of them:\n\n- The Lease was last renewed 6 min ago')
    expect(text).toContain('1. To tell them apart: Ask the provider. Its id there:')
    expect(text).toContain('If it is `network.partition`:\n\n1. Look at the firewall')
  })

  it('renders an empty diagnosis', () => {
    expect(renderMarkdown(emptyDiagnosis())).toMatch(/^\*\*WARNING `node\/node-3`: Nothing could be checked/)
  })

  it.each(hostileTexts)('keeps its structure whatever the cluster says: %s', (name, text) => {
    const markdown = renderMarkdown(filledWith(text))
    expect(markdown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    const headings = (value: string) => value.match(/^#{1,6} .*$/gm)
    expect(headings(markdown)).toEqual(headings(renderMarkdown(filledWith('harmless'))))
    if (name === 'nothing' || text.length > 2000) return
    expect(skeleton(markdown)).toEqual(skeleton(renderMarkdown(filledWith('harmless'))))
  })

  it('shows no secret', () => {
    expect(renderMarkdown(filledWith('failed with password=hunter2 and so on'))).not.toContain('hunter2')
  })
})

describe('prose', () => {
  it.each([
    ['a *b* _c_ [d](e) | f ~g~ $h$ \\', 'a \\*b\\* \\_c\\_ \\[d\\](e) \\| f \\~g\\~ \\$h\\$ \\\\'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['# title', '\\# title'],
    ['1. one', '1<!-- -->. one'],
    ['- item', '\\- item'],
    ['> quote', '&gt; quote'],
    ['ask @admin about #12', 'ask @<!-- -->admin about #<!-- -->12'],
    ['see https://evil.example', 'see https:<!-- -->//evil.example'],
    ['run `a | b *c*` now', 'run `a | b *c*` now'],
    ['a lone ` backtick', 'a lone \\` backtick'],
    ['node-3 took 5.2 s', 'node-3 took 5.2 s'],
  ])('makes %s inert', (text, markdown) => {
    expect(prose(text)).toBe(markdown)
  })

  it('escapes code in cells of tables, where a bar would end the cell', () => {
    expect(cell('run `a | b`')).toBe('run \\`a \\| b\\`')
  })
})

describe('code', () => {
  it.each([
    ['plain', '`plain`'],
    ['a `b` c', '``a `b` c``'],
    ['`edge', '`` `edge ``'],
    ['', '`  `'],
  ])('fences %s', (text, markdown) => {
    expect(code(text)).toBe(markdown)
  })
})
