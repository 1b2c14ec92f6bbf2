import type { Fields } from '../fields.ts'
import {
  atLeastOne,
  byType,
  type Check,
  exactlyOne,
  flag,
  list,
  object,
  oneOf,
  type Problem,
  text,
  url,
} from './check.ts'
import { anyText, imageElement, mrkdwn, plainText, slackFile, textMax } from './composition.ts'
import { button, contextActions, inputs, overflow, pickers, richTextInput, workflowButton } from './elements.ts'
import { newerBlocks } from './newer-blocks.ts'
import { richText } from './rich-text.ts'

/** The blocks that every Slack client knows: https://docs.slack.dev/reference/block-kit/blocks and @slack/types 3.2. */

const blockId = { block_id: text({ max: 255 }) }

function block(name: string, shape: Parameters<typeof object>[0]): Check {
  return object({
    required: { type: oneOf(name), ...shape.required },
    optional: { ...blockId, ...shape.optional },
    whole: shape.whole,
  })
}

const interactive = { ...pickers, button, overflow, workflow_button: workflowButton }
const accessories = byType(() => ({ ...interactive, image: imageElement }))
const actionElements = byType(() => ({ ...interactive, rich_text_input: richTextInput }))
const inputElements = byType(() => ({ ...pickers, ...inputs }))
const contextElements = byType(() => ({
  image: imageElement,
  plain_text: plainText(textMax),
  mrkdwn: mrkdwn(textMax),
}))

function imageSource(value: Fields, pointer: string, found: Problem[]): void {
  exactlyOne('image_url', 'slack_file')(value, pointer, found)
}

const classicBlocks: Readonly<Record<string, Check>> = {
  section: block('section', {
    optional: {
      text: anyText(textMax),
      fields: list(anyText(2_000), { max: 10 }),
      accessory: accessories,
      expand: flag,
    },
    whole: atLeastOne('text', 'fields'),
  }),
  header: block('header', { required: { text: plainText(150) } }),
  divider: block('divider', {}),
  context: block('context', { required: { elements: list(contextElements, { max: 10 }) } }),
  actions: block('actions', { required: { elements: list(actionElements, { max: 25 }) } }),
  context_actions: block('context_actions', {
    required: {
      elements: list(
        byType(() => contextActions),
        { max: 5 },
      ),
    },
  }),
  image: block('image', {
    required: { alt_text: text({ max: 2_000 }) },
    optional: { image_url: url(3_000), slack_file: slackFile, title: plainText(2_000) },
    whole: imageSource,
  }),
  input: block('input', {
    required: { label: plainText(2_000), element: inputElements },
    optional: { hint: plainText(2_000), optional: flag, dispatch_action: flag },
  }),
  video: block('video', {
    required: {
      video_url: url(3_000),
      thumbnail_url: url(3_000),
      alt_text: text({ max: 2_000 }),
      title: plainText(199),
    },
    optional: {
      title_url: url(3_000),
      author_name: text({ max: 49 }),
      provider_name: text({ max: 255 }),
      provider_icon_url: url(3_000),
      description: plainText(199),
    },
  }),
  rich_text: richText,
}

/** Where blocks may stand. */
export type Surface = 'message' | 'modal' | 'home'

/** What modals and Home tabs take; `alert` came to all surfaces, the other newer blocks only to messages. */
const viewTypes = [
  'section',
  'header',
  'divider',
  'context',
  'actions',
  'image',
  'input',
  'video',
  'rich_text',
  'alert',
]

/** The block types of a surface, without those that this workspace does not know yet. */
export function blockOn(surface: Surface, unsupported: ReadonlySet<string>): Check {
  const all = { ...classicBlocks, ...newerBlocks(() => classicBlocks) }
  const known = Object.entries(all).filter(
    ([name]) => !unsupported.has(name) && (surface === 'message' || viewTypes.includes(name)),
  )
  const table = Object.fromEntries(known)
  return byType(() => table)
}
