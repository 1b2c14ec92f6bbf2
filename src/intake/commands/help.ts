import type { Command } from '../ask.ts'
import { renderHelp } from '../messages/help.ts'

/** `/k8s help`: what can be asked. */
export const help: Command = {
  name: 'help',
  usage: 'help',
  summary: 'this list',
  needs: 'viewer',
  run: (ask, _words, { commands, about }) => ask.answer(renderHelp(commands, about.botUser)),
}
