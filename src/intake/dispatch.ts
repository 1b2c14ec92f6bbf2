import type { Ask, Button, Click, IntakePorts } from './ask.ts'
import { renderUnknownCommand } from './messages/help.ts'
import { readWords } from './read-words.ts'

/** Does what somebody typed. Never throws: whoever asked gets an answer, also when something breaks here. */
export function dispatch(ask: Ask, text: string, ports: IntakePorts): Promise<void> {
  return guarded(ask, ports, async () => {
    const [first = 'help', ...rest] = readWords(text)
    const command = ports.commands.find(({ name }) => name === first.toLowerCase())
    if (!(await isAllowed(ask, command?.needs ?? 'viewer', ports))) return
    if (command) return command.run(ask, rest, ports)
    await ask.whisper(renderUnknownCommand(first, rest, ports.commands))
  })
}

/** Does what somebody clicked; the right to it is checked anew, for anybody who sees a message can click. */
export function dispatchClick(click: Click, button: Button, ports: IntakePorts): Promise<void> {
  return guarded(click, ports, async () => {
    if (await isAllowed(click, button.needs, ports)) await button.run(click, ports)
  })
}

async function isAllowed(ask: Ask, needed: Button['needs'], { gate }: IntakePorts): Promise<boolean> {
  const decision = await gate.check(ask.user, ask.channel, needed)
  if (!decision.allowed && !decision.silent) await ask.whisper({ text: decision.why })
  return decision.allowed
}

async function guarded(ask: Ask, { log }: IntakePorts, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.error('A request failed', { error, ask: ask.id, user: ask.user, channel: ask.channel })
    await ask.whisper({
      text: 'Something went wrong on my side, and I did nothing. Please try again; it is in my log.',
    })
  }
}
