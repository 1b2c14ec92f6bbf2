import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types'
import { escapeMrkdwn, fencedCode, inlineCode } from './escape.ts'
import type { RichTextPart } from './rich-text.ts'

/** Slack's limit for the text of a section. */
const longestSection = 3_000

/** Instead of a line that Slack would refuse: half a command is dangerous. */
const tooLong = '(too long to show here: see *Evidence*)'

/** The same blocks without rich text, which becomes sections of mrkdwn. */
export function withoutRichText(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  return blocks.flatMap((block): readonly KnownBlock[] => (block.type === 'rich_text' ? sections(block) : [block]))
}

function sections(block: RichTextBlock): readonly KnownBlock[] {
  const texts: string[] = []
  for (const line of mrkdwnLines(block)) {
    const last = texts.at(-1)
    if (last === undefined || last.length + 1 + line.length > longestSection) texts.push(line)
    else texts[texts.length - 1] = `${last}\n${line}`
  }
  return texts.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }))
}

/** Rich text as lines of mrkdwn, none longer than a section may be. A block of code is one of them, never cut apart. */
export function mrkdwnLines({ elements }: RichTextBlock): readonly string[] {
  const lines = elements.flatMap(partLines).filter((line) => line.trim() !== '')
  return lines.map((line) => (line.length > longestSection ? tooLong : line))
}

function partLines(part: RichTextPart): readonly string[] {
  if (part.type === 'rich_text_list') {
    const mark = `${'    '.repeat(part.indent ?? 0)}• `
    return part.elements.map(({ elements }) => mark + spansText(elements))
  }
  if (part.type !== 'rich_text_preformatted') return [spansText(part.elements)]
  return [fencedCode(part.elements.map((element) => element.text ?? '').join(''))]
}

function spansText(spans: readonly RichTextElement[]): string {
  return spans.map(spanText).join('')
}

function spanText(span: RichTextElement): string {
  if (span.type === 'emoji') return `:${span.name}:`
  if (span.type !== 'text') return ''
  if (span.style?.code) return inlineCode(span.text)
  const text = escapeMrkdwn(span.text)
  if (span.style?.bold) return marked(text, '*')
  return span.style?.italic ? marked(text, '_') : text
}

/** Marks bind to letters: spaces at the ends stay outside. */
function marked(text: string, mark: string): string {
  const inner = text.trim()
  return inner === '' ? text : text.replace(inner, () => mark + inner + mark)
}
