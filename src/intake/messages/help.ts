import type { MessageContent } from '../../delivery/message.ts'
import { nearestNames } from '../../diagnosis/nearest-names.ts'
import { inlineCode } from '../../report/block-kit/escape.ts'
import type { Command } from '../ask.ts'

/** The name of the slash command, as the app's manifest declares it. */
export const slashCommand = '/k8s'

/** Every command in one line each. */
export function renderHelp(commands: readonly Command[], botUser: string): MessageContent {
  const lines = commands.map(({ usage, summary }) => `• ${inlineCode(`${slashCommand} ${usage}`)}: ${summary}`)
  const text = [
    'I say why a Kubernetes node, or the control plane behind it, is sick.',
    ...lines,
    `In a thread, where slash commands do not work, mention me instead: <@${botUser}> \`diagnose node-3\``,
  ].join('\n')
  return { text }
}

/** For a word that is no command: what may have been meant, and the help. */
export function renderUnknownCommand(
  word: string,
  rest: readonly string[],
  commands: readonly Command[],
): MessageContent {
  const names = commands.map(({ name }) => name)
  // Commands have letters only; `node-3` is somebody's target.
  const [near] = /^[a-z]+$/i.test(word) ? nearestNames(word, names, 1) : []
  const meant = near ? [near, ...rest].join(' ') : `diagnose ${word}`
  const lines = [
    `I do not know ${inlineCode(word.slice(0, 100))}. Did you mean ${inlineCode(`${slashCommand} ${meant}`.slice(0, 200))}?`,
    `I know: ${names.map((name) => `\`${name}\``).join(', ')}. \`${slashCommand} help\` says more.`,
  ]
  return { text: lines.join('\n') }
}
