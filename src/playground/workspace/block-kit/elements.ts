import { type Fields, isFields, listField } from '../fields.ts'
import {
  atLeastOne,
  type Check,
  exactlyOne,
  flag,
  integer,
  list,
  object,
  oneOf,
  type Problem,
  text,
  url,
} from './check.ts'
import {
  confirm,
  dispatchConfig,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  richOption,
} from './composition.ts'
import { richText } from './rich-text.ts'

/** Interactive elements: https://docs.slack.dev/reference/block-kit/block-elements and @slack/types 3.2. */

const id = text({ max: 255 })
const placeholder = plainText(150)
const textStyle = oneOf('primary', 'danger')
const label = text({ max: 75 })

/** An element with an action id and the fields that most of them share. */
function element(name: string, shape: Parameters<typeof object>[0]): Check {
  return object({
    required: { type: oneOf(name), ...shape.required },
    optional: { action_id: id, ...shape.optional },
    whole: shape.whole,
  })
}

/** The option that is chosen at first must be one of those offered, letter by letter. */
function initialIsOffered(value: Fields, pointer: string, found: Problem[]): void {
  const groups = listField(value, 'option_groups').flatMap((group) => listField(group, 'options'))
  const offered = new Set([...listField(value, 'options'), ...groups].map((option) => JSON.stringify(option)))
  const initial = [value['initial_option'], ...listField(value, 'initial_options')].filter(isFields)
  for (const option of initial) {
    if (!offered.has(JSON.stringify(option)))
      found.push({ pointer, message: 'initial option is not one of the options' })
  }
}

function staticChoice(value: Fields, pointer: string, found: Problem[]): void {
  exactlyOne('options', 'option_groups')(value, pointer, found)
  initialIsOffered(value, pointer, found)
}

const select = { placeholder, confirm, focus_on_load: flag }
const multi = { ...select, max_selected_items: integer({ min: 1, max: 100 }) }
const choices = { options: list(plainOption, { max: 100 }), option_groups: list(optionGroup, { max: 100 }) }
const ids = list(id, { min: 0, max: 100 })
const queryLength = { min_query_length: integer({ min: 0, max: 3_000 }) }
const respondable = { response_url_enabled: flag }
const conversations = {
  default_to_current_conversation: flag,
  filter: object({
    optional: {
      include: list(oneOf('im', 'mpim', 'private', 'public'), { max: 4 }),
      exclude_external_shared_channels: flag,
      exclude_bot_users: flag,
    },
    whole: atLeastOne('include', 'exclude_external_shared_channels', 'exclude_bot_users'),
  }),
}

export const button = element('button', {
  required: { text: plainText(75) },
  optional: { value: text({ max: 2_000 }), url: url(3_000), style: textStyle, confirm, accessibility_label: label },
})

const selects: Readonly<Record<string, Check>> = {
  static_select: element('static_select', {
    optional: { ...select, ...choices, initial_option: plainOption },
    whole: staticChoice,
  }),
  external_select: element('external_select', { optional: { ...select, ...queryLength, initial_option: plainOption } }),
  users_select: element('users_select', { optional: { ...select, initial_user: id } }),
  conversations_select: element('conversations_select', {
    optional: { ...select, ...conversations, ...respondable, initial_conversation: id },
  }),
  channels_select: element('channels_select', { optional: { ...select, ...respondable, initial_channel: id } }),
  multi_static_select: element('multi_static_select', {
    optional: { ...multi, ...choices, initial_options: list(plainOption, { max: 100 }) },
    whole: staticChoice,
  }),
  multi_external_select: element('multi_external_select', {
    optional: { ...multi, ...queryLength, initial_options: list(plainOption, { max: 100 }) },
  }),
  multi_users_select: element('multi_users_select', { optional: { ...multi, initial_users: ids } }),
  multi_conversations_select: element('multi_conversations_select', {
    optional: { ...multi, ...conversations, initial_conversations: ids },
  }),
  multi_channels_select: element('multi_channels_select', { optional: { ...multi, initial_channels: ids } }),
}

const date = text({ min: 10, max: 10 })

/** Elements that both messages and forms take. */
export const pickers: Readonly<Record<string, Check>> = {
  ...selects,
  checkboxes: element('checkboxes', {
    required: { options: list(richOption, { max: 10 }) },
    optional: { initial_options: list(richOption, { max: 10 }), confirm, focus_on_load: flag },
    whole: initialIsOffered,
  }),
  radio_buttons: element('radio_buttons', {
    required: { options: list(richOption, { max: 10 }) },
    optional: { initial_option: richOption, confirm, focus_on_load: flag },
    whole: initialIsOffered,
  }),
  datepicker: element('datepicker', { optional: { ...select, initial_date: date } }),
  timepicker: element('timepicker', {
    optional: { ...select, initial_time: text({ min: 5, max: 5 }), timezone: id },
  }),
  datetimepicker: element('datetimepicker', {
    optional: { confirm, focus_on_load: flag, initial_date_time: integer({ min: 1_000_000_000, max: 9_999_999_999 }) },
  }),
}

export const overflow = element('overflow', {
  required: { options: list(overflowOption, { max: 5 }) },
  optional: { confirm },
})

export const workflowButton = element('workflow_button', {
  required: {
    text: plainText(75),
    workflow: object({ required: { trigger: object({ required: { url: url(3_000) } }) } }),
  },
  optional: { style: textStyle, accessibility_label: label, confirm },
})

const typed = {
  placeholder,
  focus_on_load: flag,
  dispatch_action_config: dispatchConfig,
  initial_value: text({ min: 0, max: 3_000 }),
}

export const richTextInput = element('rich_text_input', {
  optional: {
    ...typed,
    initial_value: richText,
    min_lines: integer({ min: 1, max: 100 }),
    max_lines: integer({ min: 1, max: 100 }),
  },
})

/** Elements that only an input block takes. */
export const inputs: Readonly<Record<string, Check>> = {
  rich_text_input: richTextInput,
  plain_text_input: element('plain_text_input', {
    optional: {
      ...typed,
      multiline: flag,
      min_length: integer({ min: 0, max: 3_000 }),
      max_length: integer({ min: 1, max: 3_000 }),
    },
  }),
  email_text_input: element('email_text_input', { optional: typed }),
  url_text_input: element('url_text_input', { optional: typed }),
  number_input: element('number_input', {
    required: { is_decimal_allowed: flag },
    optional: { ...typed, min_value: label, max_value: label },
  }),
  file_input: element('file_input', {
    optional: { filetypes: list(id, { max: 100 }), max_files: integer({ min: 1, max: 10 }) },
  }),
}

const feedbackButton = object({
  required: { text: plainText(75), value: text({ max: 2_000 }) },
  optional: { accessibility_label: label },
})

/** Elements of context_actions. */
export const contextActions: Readonly<Record<string, Check>> = {
  feedback_buttons: element('feedback_buttons', {
    required: { positive_button: feedbackButton, negative_button: feedbackButton },
  }),
  icon_button: element('icon_button', {
    required: { icon: id, text: plainText(75) },
    optional: { value: text({ max: 2_000 }), confirm, accessibility_label: label, visible_to_user_ids: ids },
  }),
}
