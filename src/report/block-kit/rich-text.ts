import type { RichTextBlock, RichTextElement, RichTextList, RichTextPreformatted, RichTextSection } from '@slack/types'

/**
 * Rich text carries its texts as data, so nothing in them is ever read as markup, mention or link, and a command is
 * copied as it is. (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block)
 */
export type Spans = readonly RichTextElement[]

type Style = 'bold' | 'italic' | 'code'

/** One run of text in one style; nothing for an empty text, which Slack refuses. */
export function plain(text: string, style?: Style): Spans {
  if (text === '') return []
  return [style ? { type: 'text', text, style: { [style]: true } } : { type: 'text', text }]
}

/** Bold text. */
export function bold(text: string): Spans {
  return plain(text, 'bold')
}

/** Our own prose: what stands in a pair of backticks becomes code. */
export function prose(text: string, style?: Style): Spans {
  return text.split(/`([^`]+)`/).flatMap((part, index) => plain(part, index % 2 === 1 ? 'code' : style))
}

/** An emoji by its name, without colons. */
export function emoji(name: string): Spans {
  return [{ type: 'emoji', name }]
}

/** One line of text. Neighbours in the same style become one run. */
export function line(...spans: readonly Spans[]): RichTextSection {
  const elements: RichTextElement[] = []
  for (const span of spans.flat()) {
    const last = elements.at(-1)
    if (last?.type === 'text' && span.type === 'text' && styleOf(last) === styleOf(span)) {
      elements[elements.length - 1] = { ...last, text: last.text + span.text }
    } else elements.push(span)
  }
  return { type: 'rich_text_section', elements }
}

function styleOf({ style }: RichTextElement): string {
  return JSON.stringify(style ?? {})
}

/** A list with bullets; deeper by `indent` levels. */
export function bullets(items: readonly Spans[], indent = 0): readonly RichTextList[] {
  const elements = items.map((spans) => line(spans))
  return items.length > 0 ? [{ type: 'rich_text_list', style: 'bullet', indent, elements }] : []
}

/** A command, to be copied whole. */
export function command(text: string): RichTextPreformatted {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }
}

/** One paragraph, list, quote or listing of a rich text block. */
export type RichTextPart = RichTextBlock['elements'][number]

/** A rich text block of these parts. */
export function richText(...parts: readonly RichTextPart[]): RichTextBlock {
  return { type: 'rich_text', elements: [...parts] }
}
