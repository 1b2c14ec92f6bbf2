import { type Channel, repliesTo } from '../state/channel.ts'
import type { EphemeralMessage, Message } from '../state/message.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import { blockLines } from './blocks.ts'
import { readMrkdwn } from './plain-text.ts'
import { wrapLine } from './wrap.ts'

export interface RenderOptions {
  /** Show only what this user sees; without it, everybody's ephemeral messages are shown. */
  readonly viewer?: string
  /** Columns to wrap at; 100 by default, about 44 is a phone. */
  readonly width?: number
}

type Shown = Message | EphemeralMessage

/** A channel with its threads open, as a person reads it, in plain text. */
export function renderChannel(
  state: WorkspaceState,
  channel: Channel,
  { viewer, width = 100 }: RenderOptions = {},
): string {
  const ephemerals = state.ephemerals.filter((one) => one.channel === channel.id && (!viewer || one.to === viewer))
  const top = [...channel.messages.values()].filter((message) => !message.threadTs || message.broadcast)
  const lines = inOrder([...top, ...ephemerals.filter((one) => !one.threadTs)]).flatMap((shown) => [
    ...messageLines(state, channel, shown, width),
    ...inThread(state, channel, shown, ephemerals, width),
    '',
  ])
  return [`#${channel.name}${channel.archived ? ' (archived)' : ''}`, '', ...lines].join('\n')
}

function inThread(
  state: WorkspaceState,
  channel: Channel,
  parent: Shown,
  ephemerals: readonly EphemeralMessage[],
  width: number,
): readonly string[] {
  const replies = [...repliesTo(channel, parent.ts), ...ephemerals.filter((one) => one.threadTs === parent.ts)]
  return inOrder(replies).flatMap((reply) =>
    ['', ...messageLines(state, channel, reply, width - 4)].map((line) => `  │ ${line}`.trimEnd()),
  )
}

function messageLines(state: WorkspaceState, channel: Channel, shown: Shown, width: number): readonly string[] {
  const body =
    shown.blocks.length > 0 ? shown.blocks.flatMap((block) => blockLines(state, block)) : textLines(state, shown)
  const wrapped = body.flatMap((line) => wrapLine(line, width - 2)).map((line) => `  ${line}`)
  return [`${heading(state, shown)}`, ...wrapped, ...extras(channel, shown)]
}

function textLines(state: WorkspaceState, { text }: Shown): readonly string[] {
  return text === '' ? [] : readMrkdwn(state, text).split('\n')
}

function heading(state: WorkspaceState, shown: Shown): string {
  const time = new Date(Number(shown.ts) * 1000).toISOString().slice(11, 19)
  if ('to' in shown) {
    const from = shown.from === 'app' ? `${state.app.name} (app)` : 'Slack'
    return `${time}  ${from}, only visible to ${nameOf(state, shown.to)}`
  }
  const edited = shown.edits > 0 && shown.blocks.length === 0 ? ' (edited)' : ''
  return `${time}  ${nameOf(state, shown.user)}${shown.botId ? ' (app)' : ''}${edited}`
}

function extras(channel: Channel, shown: Shown): readonly string[] {
  if ('to' in shown) return []
  const files = shown.files.map(({ name, title, content }) => {
    const size = Buffer.byteLength(content)
    return `  📎 ${title === name ? name : `${title} (${name})`}, ${size} bytes`
  })
  const reactions = shown.reactions.map(({ name, users }) => `:${name}: ${users.length}`).join('  ')
  const pinned = channel.pins.has(shown.ts) ? ['  📌 pinned'] : []
  return [...files, ...(reactions ? [`  ${reactions}`] : []), ...pinned]
}

function nameOf(state: WorkspaceState, user: string): string {
  return state.people.get(user)?.name ?? user
}

function inOrder(messages: readonly Shown[]): readonly Shown[] {
  return [...messages].sort((left, right) => (left.ts < right.ts ? -1 : 1))
}
