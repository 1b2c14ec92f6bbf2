import { byType, type Check, flag, list, object, oneOf, text, url } from './check.ts'

/** Limits and fields of https://docs.slack.dev/reference/block-kit/composition-objects and @slack/types 3.2. */

/** The longest text object anywhere. */
export const textMax = 3_000

const type = oneOf

export function plainText(max: number): Check {
  return object({ required: { type: type('plain_text'), text: text({ max }) }, optional: { emoji: flag } })
}

export function mrkdwn(max: number): Check {
  return object({ required: { type: type('mrkdwn'), text: text({ max }) }, optional: { verbatim: flag } })
}

/** plain_text or mrkdwn. */
export function anyText(max: number): Check {
  return byType(() => ({ plain_text: plainText(max), mrkdwn: mrkdwn(max) }))
}

export const confirm = object({
  required: { text: anyText(300) },
  optional: { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
})

/** Value: @slack/types says 75 where newer pages say 150; the shorter one is safe. */
const optionFields = { value: text({ max: 75 }) }
const description = plainText(75)

export const plainOption = object({ required: { text: plainText(75), ...optionFields }, optional: { description } })

/** Radio buttons and checkboxes also take mrkdwn. */
export const richOption = object({
  required: { text: anyText(75), ...optionFields },
  optional: { description: anyText(75) },
})

/** Only overflow menus may carry a link. */
export const overflowOption = object({
  required: { text: plainText(75), ...optionFields },
  optional: { description, url: url(3_000) },
})

export const optionGroup = object({ required: { label: plainText(75), options: list(plainOption, { max: 100 }) } })

/** What a block_suggestion answer may hold. */
export const suggestedOptions = list(plainOption, { min: 0, max: 100 })
export const suggestedGroups = list(optionGroup, { min: 0, max: 100 })

export const dispatchConfig = object({
  optional: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
})

export const slackFile = object({ optional: { id: text({ max: 255 }), url: url(textMax) } })

/** An image inside another block. */
export const imageElement = object({
  required: { type: type('image'), alt_text: text({ max: 2_000 }) },
  optional: { image_url: url(3_000), slack_file: slackFile },
})
