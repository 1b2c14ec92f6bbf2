import { CommanderError } from 'commander'
import { ConfigError } from '../adapters/config-error.ts'
import { exitCodes } from './exit-code.ts'
import { createProgram, type ProgramContext } from './program.ts'
import { UsageError } from './usage-error.ts'

/** Runs one command line (without node and script) and returns the exit code. Never throws. */
export async function run(words: readonly string[], context: Omit<ProgramContext, 'exit'>): Promise<number> {
  let exitCode: number = exitCodes.done
  const program = createProgram({ ...context, exit: (code) => (exitCode = code) })
  try {
    if (words.length === 0) throw new UsageError('what shall I do? Start with: kubemedic diagnose node-3')
    await program.parseAsync([...words], { from: 'user' })
    return exitCode
  } catch (error) {
    if (context.signal.aborted) return exitCodes.interrupted
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    context.terminal.note(`kubemedic: ${messageOf(error)}`)
    return exitCodes.usage
  }
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n(kubemedic --help shows commands and examples)`
  if (error instanceof ConfigError) return error.message
  return `this is a mistake in kubemedic, please report it: ${error instanceof Error ? error.stack : String(error)}`
}
