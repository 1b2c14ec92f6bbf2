import type { WorkspaceState } from '../state/workspace-state.ts'

/** What people type, as Slack hands it on. */

/** `&`, `<` and `>` always arrive escaped. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The text of a slash command. With should_escape names become `<@U…|member-a>` and `<#C…|ops>`, and links are put in `<…>`. */
export function commandText(state: WorkspaceState, typed: string, { shouldEscape }: { shouldEscape: boolean }): string {
  const text = escapeMarkup(typed)
  return shouldEscape ? linkNames(state, text, { withNames: true }) : text
}

/** The text of a message: mentions are ids, without the name. */
export function messageText(state: WorkspaceState, typed: string): string {
  return linkNames(state, escapeMarkup(typed), { withNames: false })
}

function linkNames(state: WorkspaceState, text: string, { withNames }: { withNames: boolean }): string {
  const name = (shown: string) => (withNames ? `|${shown}` : '')
  const people = [...state.people.values()]
  const channels = [...state.channels.values()]
  const groups = [...state.groups.values()]
  return text
    .replace(/(?<![\w@/])@([\w.-]*\w)/g, (whole, handle: string) => {
      const person = people.find((one) => one.name === handle)
      if (person) return `<@${person.id}${name(handle)}>`
      const group = groups.find((one) => one.handle === handle)
      return group ? `<!subteam^${group.id}|@${handle}>` : whole
    })
    .replace(/(?<![\w#/&])#([a-z0-9_-]+)/g, (whole, handle: string) => {
      const channel = channels.find((one) => one.name === handle)
      return channel ? `<#${channel.id}${name(handle)}>` : whole
    })
    .replace(/(?<![<|\w])https?:\/\/[^\s<>]+/g, (url) => `<${url}>`)
}

/** Splits `/k8s diagnose node-3` into command and text. */
export function splitCommand(line: string): { command: string; text: string } {
  const match = /^(\/\S+)\s*([\s\S]*)$/.exec(line.trim())
  if (!match) throw new Error(`${JSON.stringify(line)} is no slash command`)
  return { command: match[1] ?? '', text: match[2] ?? '' }
}
