import type { BlockElementAction } from '@slack/bolt'

/** What a click carries: a button's value, or that of the chosen option. Undefined for elements that we do not post. */
export function chosenValue(action: BlockElementAction): string | undefined {
  if (action.type === 'button') return action.value
  if (action.type === 'external_select' || action.type === 'static_select') return action.selected_option?.value
  return undefined
}
