import { createLogger } from '../adapters/logger.ts'
import { SlackStartError } from '../adapters/slack/start-error.ts'
import { loadServiceConfig } from '../config/service.ts'
import type { Config } from '../config.ts'
import { type Service, startService } from '../main.ts'
import { exitCodes } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

/** What the service is run with. */
export interface ServeContext {
  readonly config: Config
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** Kubernetes waits 30 seconds between SIGTERM and SIGKILL. */
const graceMs = 20_000

/** Runs the Slack bot until it is told to stop, or cannot go on. Returns the exit code. */
export async function serve({ config, terminal, signal }: ServeContext): Promise<number> {
  const loaded = loadServiceConfig(config.kubernetes.pluginEnvironment)
  if ('problems' in loaded) {
    for (const problem of loaded.problems) terminal.note(`kubemedic: ${problem}`)
    return exitCodes.usage
  }
  const log = createLogger({ level: loaded.config.logLevel })
  // Only what nobody waits for any more can end here; it is no reason to drop the questions of others.
  process.on('unhandledRejection', (error) => log.error('A promise was rejected unheard', { error }))
  try {
    const service = await startService({ config: loaded.config, kubernetes: config.kubernetes, log })
    sayHello(service, terminal)
    return await untilTheEnd(service, { terminal, signal })
  } catch (error) {
    if (!(error instanceof SlackStartError)) throw error
    terminal.note(`kubemedic: ${error.message}`)
    return exitCodeOf(error)
  }
}

function sayHello({ identity, port, durable }: Service, terminal: Terminal): void {
  terminal.note(`kubemedic: connected to ${identity.teamName} as @${identity.botName}; health on port ${port}`)
  if (!durable) terminal.note('kubemedic: there is no Redis: questions, results and buttons are lost on restart')
}

async function untilTheEnd(
  service: Service,
  { terminal, signal }: Pick<ServeContext, 'terminal' | 'signal'>,
): Promise<number> {
  const told = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined))
    process.once('SIGTERM', () => resolve(undefined))
  })
  const problem = await Promise.race([told, service.fatal])
  if (problem) terminal.note(`kubemedic: ${problem.message}`)
  await service.stop(problem ? 1_000 : graceMs)
  return problem ? exitCodeOf(problem) : exitCodes.done
}

function exitCodeOf({ kind }: SlackStartError): number {
  return kind === 'network' ? exitCodes.unreachable : exitCodes.usage
}
