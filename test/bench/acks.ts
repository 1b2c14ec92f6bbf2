import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApiServer } from '../../src/playground/cluster/api/server.ts'
import { createAuthority } from '../../src/playground/cluster/certificates.ts'
import { createWorld } from '../../src/playground/cluster/world.ts'
import { startWorkspace } from '../../src/playground/workspace/start-workspace.ts'
import type { Workspace } from '../../src/playground/workspace/workspace.ts'
import { start } from '../cli/kubemedic.ts'

/**
 * How fast slash commands are acknowledged: `npx tsx test/bench/acks.ts [how many]` asks for that many diagnoses (200) at
 * once, of a bot in a process of its own, over HTTP and over Socket Mode, and prints every acknowledgement's time.
 */
const count = Number(process.argv[2] ?? 200)

const folder = await mkdtemp(join(tmpdir(), 'kubemedic-bench-'))
const world = createWorld({ startAt: Date.now() - 600_000, nodes: count, podsPerNode: 0 })
const api = await startApiServer({ backend: world.backend, certificates: await createAuthority(Date.now()) })
await writeFile(join(folder, 'kubeconfig'), api.kubeconfig())
for (const mode of ['http', 'socket'] as const) await measure(mode)
await api.close()
await rm(folder, { recursive: true })

async function measure(mode: 'http' | 'socket'): Promise<void> {
  const slack = await startWorkspace()
  const bot = await start(['serve'], environment(slack, mode))
  const port = await portOf(bot.stderr)
  if (mode === 'http') slack.sendTo(`http://127.0.0.1:${port}/slack/events`)
  const person = slack.user('U0MEMBERA')
  for (let warm = 0; warm < 20; warm += 1) await person.slash('/k8s help', { channel: 'C0OPS' })
  const sent = Array.from({ length: count }, (_, index) =>
    person.slash(`/k8s diagnose node-${index + 1}`, { channel: 'C0OPS' }),
  )
  const answers = await Promise.all(sent)
  report(mode, answers)
  bot.kill('SIGKILL')
  await once(bot, 'close')
  await slack.close()
}

function environment({ app, apiUrl }: Workspace, mode: 'http' | 'socket'): Record<string, string> {
  const common = { SLACK_BOT_TOKEN: app.token, SLACK_API_URL: apiUrl, PORT: '0', HOST: '127.0.0.1' }
  const cluster = { KUBECONFIG: join(folder, 'kubeconfig') }
  if (mode === 'http') return { ...common, ...cluster, SLACK_SIGNING_SECRET: app.signingSecret }
  return { ...common, ...cluster, SLACK_APP_TOKEN: app.appToken }
}

/** The stream stays open: a bot whose stderr is closed would end. */
function portOf(stderr: NodeJS.ReadableStream | null): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const port = /health on port (\d+)/.exec(text)?.[1]
      if (port) resolve(port)
    })
    stderr?.once('end', () => reject(new Error(`the bot did not start: ${text}`)))
  })
}

function report(mode: string, answers: readonly { readonly outcome: string; readonly ackMs?: number }[]): void {
  const times = answers.map(({ ackMs }) => ackMs ?? Number.POSITIVE_INFINITY).toSorted((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(1)
  const acknowledged = answers.filter(({ outcome }) => outcome === 'acknowledged').length
  const lines = [
    `${mode}: ${acknowledged} of ${answers.length} commands acknowledged`,
    `  p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`,
    `  ${times.map((ms) => ms.toFixed(0)).join(' ')}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
