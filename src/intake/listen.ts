import type { App, BlockAction, SlashCommand } from '@slack/bolt'
import type { Button, IntakePorts } from './ask.ts'
import { buttons } from './buttons/index.ts'
import { dispatch, dispatchClick } from './dispatch.ts'
import { type AskPorts, makeAsk } from './make-ask.ts'
import { chooseNodeAction } from './messages/choose-node.ts'
import { slashCommand } from './messages/help.ts'
import { nodeOptions } from './options.ts'
import { chosenValue } from './payload/chosen-value.ts'
import { heardMessage } from './payload/heard-message.ts'
import { createSeen } from './seen.ts'

/** Everything that comes from Slack is acknowledged before anything else happens. */
export interface ListenPorts extends IntakePorts, AskPorts {
  /** Runs what comes after the acknowledgement; a stop waits for it. */
  readonly later: (work: () => Promise<void>) => void
}

/** Registers commands, mentions, direct messages, buttons and menus with Bolt. */
export function listen(app: App, ports: ListenPorts): void {
  const isNew = createSeen(ports.clock)
  listenToCommands(app, ports, isNew)
  listenToMessages(app, ports, isNew)
  for (const button of buttons) listenToButton(app, button, ports, isNew)
  app.options(chooseNodeAction, async ({ ack, payload }) => {
    const options = await nodeOptions(payload.value, payload.block_id, ports.clusters, ports.inventory)
    await ack({ options: [...options] })
  })
}

type IsNew = (id: string) => boolean

function listenToCommands(app: App, ports: ListenPorts, isNew: IsNew): void {
  app.command(slashCommand, async ({ ack, command }) => {
    await ack()
    if (isNew(`command ${command.trigger_id}`))
      ports.later(() => dispatch(commandAsk(command, ports), command.text, ports))
  })
}

function commandAsk(command: SlashCommand, ports: ListenPorts) {
  const { trigger_id: id, user_id: user, channel_id: channel, response_url: responseUrl } = command
  return makeAsk({ id, user, channel, responseUrl, publicly: false }, ports)
}

/** Bolt acknowledges events by itself before it calls us, and drops our own messages. */
function listenToMessages(app: App, ports: ListenPorts, isNew: IsNew): void {
  const hear = (event: object) => {
    const heard = heardMessage(event, ports)
    if (!heard || !isNew(`message ${heard.channel} ${heard.ts}`)) return
    const { user, channel, threadTs, askedInThread, ts, text } = heard
    const ask = makeAsk({ id: `${channel}-${ts}`, user, channel, threadTs, askedInThread, publicly: true }, ports)
    ports.later(() => dispatch(ask, text, ports))
  }
  app.event('app_mention', async ({ event }) => hear(event))
  app.event('message', async ({ event }) => hear(event))
}

function listenToButton(app: App, button: Button, ports: ListenPorts, isNew: IsNew): void {
  const actionIds = new RegExp(`^${button.actionId}(_\\d+)?$`)
  app.action<BlockAction>({ type: 'block_actions', action_id: actionIds }, async ({ ack, body, action }) => {
    await ack()
    const facts = clickFacts(body, action.action_ts)
    const value = chosenValue(action)
    if (!facts || value === undefined || !isNew(`click ${facts.id}`)) return
    ports.later(() => dispatchClick({ ...makeAsk(facts, ports), value, blockId: action.block_id }, button, ports))
  })
}

/** Answers go into the thread of the message that was clicked; nobody can answer below an ephemeral one. */
function clickFacts(body: BlockAction, actionTs: string) {
  const { container, channel, user, response_url: responseUrl } = body
  const channelId = channel?.id ?? container['channel_id']
  if (typeof channelId !== 'string') return undefined
  const ephemeral = container['is_ephemeral'] === true
  const thread: unknown = container['thread_ts']
  const threadTs = thread ?? (ephemeral ? undefined : container['message_ts'])
  return {
    id: `${actionTs}-${user.id}-${String(container['message_ts'])}`,
    user: user.id,
    channel: channelId,
    ...(typeof threadTs === 'string' ? { threadTs } : {}),
    ...(typeof thread === 'string' ? { askedInThread: thread } : {}),
    responseUrl,
    publicly: false,
  }
}
