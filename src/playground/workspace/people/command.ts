import type { Interaction } from '../deliver/interaction.ts'
import { slashPayload } from '../deliver/payloads.ts'
import { parseFields } from '../fields.ts'
import type { ResponseOrigin } from '../state/response-urls.ts'
import { Refusal } from '../web-api/refusal.ts'
import { showResponse } from '../web-api/response-url.ts'
import { channelAt, type Desk, failureOf, mintResponseUrl, tell } from './desk.ts'
import { commandText, splitCommand } from './typed-text.ts'

/** Types a slash command. Slack's client has none in threads, so there is no thread to give. */
export async function runCommand(desk: Desk, line: string, channelId: string): Promise<Interaction> {
  const { state, person } = desk
  const channel = channelAt(desk, channelId)
  const { command, text } = splitCommand(line)
  const spec = state.app.commands.find((one) => one.command === command)
  if (!spec || !state.app.scopes.includes('commands')) throw new Error(`${command} is not a command of this workspace`)
  const origin: ResponseOrigin = { channel: channel.id, user: person.id }
  const payload = slashPayload(state, {
    person,
    channel,
    command,
    text: commandText(state, text, spec),
    triggerId: state.triggers.mint(person.id),
    responseUrl: mintResponseUrl(desk, origin),
  })
  const about = { kind: 'slash_commands', user: person.id, what: line }
  const interaction = await desk.deliverer.deliver(about, { kind: 'slash_commands', payload })
  showOutcome(desk, origin, command, interaction)
  return interaction
}

/** Shows what the acknowledgement carried, or Slack's error line. */
function showOutcome(desk: Desk, origin: ResponseOrigin, command: string, interaction: Interaction): void {
  const failure = failureOf(interaction)
  if (failure) {
    tellFailure(desk, origin, command, failure)
    return
  }
  const answer = interaction.answer ?? ''
  if (answer.trim() === '') return
  try {
    showResponse(desk.state, origin, parseFields(answer) ?? { text: answer })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tellFailure(desk, origin, command, error.error)
  }
}

function tellFailure(desk: Desk, origin: ResponseOrigin, command: string, error: string): void {
  tell(desk, origin.channel, `${command} failed with the error "${error}"`)
}
