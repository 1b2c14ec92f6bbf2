import { type Fields, isFields, textField } from '../fields.ts'
import {
  anything,
  atLeastOne,
  byType,
  type Check,
  flag,
  integer,
  list,
  object,
  oneOf,
  type Problem,
  text,
  url,
} from './check.ts'
import { anyText, imageElement, mrkdwn, plainText } from './composition.ts'
import { button } from './elements.ts'
import { richText } from './rich-text.ts'

/** Blocks of 2025 and 2026, which reach workspaces in phases: @slack/types 3.2 and https://docs.slack.dev/reference/block-kit/blocks */

const blockId = { block_id: text({ max: 255 }) }
const cell = byType(() => ({
  raw_text: object({ required: { type: oneOf('raw_text'), text: text({ max: 10_000 }) } }),
  raw_number: object({
    required: { type: oneOf('raw_number'), text: text({ max: 10_000 }), value: number },
  }),
  rich_text: richText,
}))
const columns = list(cell, { max: 20 })

function number(value: unknown, pointer: string, found: Problem[]): void {
  if (typeof value !== 'number') found.push({ pointer, message: 'must be a number' })
}

function block(name: string, shape: Parameters<typeof object>[0]): Check {
  return object({
    required: { type: oneOf(name), ...shape.required },
    optional: { ...blockId, ...shape.optional },
    whole: shape.whole,
  })
}

/** Every row of a data_table has as many cells as its header. */
function evenRows(value: Fields, pointer: string, found: Problem[]): void {
  const rows = Array.isArray(value['rows']) ? value['rows'].filter(Array.isArray) : []
  for (const [index, row] of rows.entries()) {
    if (row.length === rows[0]?.length) continue
    found.push({ pointer: `${pointer}/rows/${index}`, message: `must contain ${rows[0]?.length} items` })
  }
}

const card = block('card', {
  optional: {
    hero_image: imageElement,
    icon: imageElement,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(button, { max: 3 }),
  },
  whole: atLeastOne('hero_image', 'title', 'actions', 'body'),
})

const taskCard = block('task_card', {
  required: {
    task_id: text({ max: 255 }),
    title: text({ max: 255 }),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  optional: {
    details: richText,
    output: richText,
    sources: list(object({ required: { type: oneOf('url'), url: url(3_000), text: text({ max: 255 }) } }), {
      max: 100,
    }),
  },
})

const columnSettings = list(
  (value, pointer, found) => {
    if (value === null) return
    object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: flag } })(value, pointer, found)
  },
  { min: 0, max: 20 },
)

/** What a container may hold. */
const containable = ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'video']

function container(classic: () => Readonly<Record<string, Check>>): Check {
  return block('container', {
    required: {
      child_blocks: list(
        byType(() => Object.fromEntries(Object.entries(classic()).filter(([name]) => containable.includes(name)))),
        { max: 10 },
      ),
    },
    optional: {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    whole(value: Fields, pointer: string, found: Problem[]) {
      atLeastOne('title', 'rich_text_title')(value, pointer, found)
      if (value['default_collapsed'] === true && value['is_collapsible'] !== true) {
        found.push({ pointer, message: 'default_collapsed needs is_collapsible' })
      }
    },
  })
}

export function newerBlocks(classic: () => Readonly<Record<string, Check>>): Readonly<Record<string, Check>> {
  return {
    alert: block('alert', {
      required: { text: anyText(200) },
      optional: { level: oneOf('default', 'info', 'warning', 'error', 'success') },
    }),
    markdown: block('markdown', { required: { text: text({ max: 12_000 }) } }),
    table: block('table', {
      required: { rows: list(columns, { max: 100 }) },
      optional: { column_settings: columnSettings },
    }),
    data_table: block('data_table', {
      required: { rows: list(columns, { min: 2, max: 101 }), caption: text({ max: 255 }) },
      optional: { page_size: integer({ min: 1, max: 100 }), row_header_column_index: integer({ min: 0, max: 19 }) },
      whole: evenRows,
    }),
    card,
    carousel: block('carousel', {
      required: {
        elements: list(
          byType(() => ({ card })),
          { max: 10 },
        ),
      },
    }),
    container: container(classic),
    task_card: taskCard,
    plan: block('plan', {
      required: { title: text({ max: 255 }) },
      optional: { tasks: list(planTask, { min: 0, max: 100 }) },
    }),
  }
}

/** A plan's tasks are task cards; other records are left to Slack. */
function planTask(value: unknown, pointer: string, found: Problem[]): void {
  const check = isFields(value) && textField(value, 'type') === 'task_card' ? taskCard : anything
  check(value, pointer, found)
}
