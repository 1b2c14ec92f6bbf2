import { byType, type Check, flag, integer, list, object, oneOf, text } from './check.ts'

/** Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block. Its texts have no limit of their own. */
const longText = text({ max: 40_000 })
const id = text({ max: 255 })
const style = object({
  optional: {
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
})
const border = oneOf(0, 1)

function inline(
  name: string,
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
) {
  return object({ required: { type: oneOf(name), ...required }, optional: { style, ...optional } })
}

const textElement = inline('text', { text: longText })
const linkElement = inline('link', { url: text({ max: 3_000 }) }, { text: longText, unsafe: flag })

const inlineElements: Readonly<Record<string, Check>> = {
  text: textElement,
  link: linkElement,
  emoji: inline('emoji', { name: id }, { unicode: id, url: longText }),
  user: inline('user', { user_id: id }),
  usergroup: inline('usergroup', { usergroup_id: id }),
  channel: inline('channel', { channel_id: id }),
  team: inline('team', { team_id: id }),
  broadcast: inline('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  color: inline('color', { value: id }),
  date: inline(
    'date',
    { timestamp: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), format: longText },
    { url: longText, fallback: longText },
  ),
}

const anyInline = list(
  byType(() => inlineElements),
  { min: 0, max: 1_000 },
)
const preformattedInline = list(
  byType(() => ({ text: textElement, link: linkElement })),
  { min: 0, max: 1_000 },
)

const section = object({ required: { type: oneOf('rich_text_section'), elements: anyInline } })

const parts: Readonly<Record<string, Check>> = {
  rich_text_section: section,
  rich_text_quote: object({ required: { type: oneOf('rich_text_quote'), elements: anyInline }, optional: { border } }),
  rich_text_preformatted: object({
    required: { type: oneOf('rich_text_preformatted'), elements: preformattedInline },
    optional: { border, language: id },
  }),
  rich_text_list: object({
    required: {
      type: oneOf('rich_text_list'),
      style: oneOf('bullet', 'ordered'),
      elements: list(section, { min: 0, max: 1_000 }),
    },
    optional: { indent: integer({ min: 0, max: 8 }), offset: integer({ min: 0, max: 1_000_000 }), border },
  }),
}

/** The rich_text block, also used inside tables, task cards and inputs. */
export const richText = object({
  required: {
    type: oneOf('rich_text'),
    elements: list(
      byType(() => parts),
      { max: 1_000 },
    ),
  },
  optional: { block_id: id },
})
