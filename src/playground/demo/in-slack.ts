import type { ServiceConfig } from '../../config/service.ts'
import type { Config } from '../../config.ts'
import type { Log } from '../../log.ts'
import { startService } from '../../main.ts'
import { actionIds } from '../../report/block-kit/buttons.ts'
import { startWorkspace } from '../workspace/start-workspace.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { DemoCluster } from './demo-cluster.ts'
import type { Scene } from './scenes.ts'

/** Where the demo's person types, and as whom (see the workspace's `seed.ts`). */
const channel = 'C0OPS'
const person = 'U0MEMBERA'

/** The real bot in a simulated Slack workspace, over Slack's wire protocol. */
export interface DemoSlack {
  /** Types the slash command, waits for the whole answer, and returns what the channel shows of it. */
  ask(scene: Scene): Promise<string>
  close(): Promise<void>
}

/** Starts workspace and bot; the bot reads the demo's cluster. */
export async function startDemoSlack(cluster: DemoCluster, { kubernetes }: Config): Promise<DemoSlack> {
  const slack = await startWorkspace()
  const service = await startService({ config: serviceConfig(slack, cluster), kubernetes, log: silent })
  slack.sendTo(`http://127.0.0.1:${service.port}/slack/events`)
  let shown = ''
  return {
    async ask({ target }) {
      const asked = slack.channel(channel).messages().length
      await slack.user(person).slash(`/k8s diagnose ${target}`, { channel })
      await slack.until(() => isAnswered(slack, asked))
      const all = slack.renderChannel(channel, { viewer: person, width: 80 })
      const fresh = all.startsWith(shown) ? all.slice(shown.length) : all
      shown = all
      return `#ops  ${person}: /k8s diagnose ${target}\n${fresh.trimEnd()}`
    },
    async close() {
      await service.stop(2_000)
      await slack.close()
    },
  }
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** Cause, what to do, and the rest: the replies of a verdict with a root cause, as every scene of the demo has one. */
const repliesOfVerdict = 3

/** The verdict stands in the parent message, and its thread is complete. */
function isAnswered(slack: Workspace, index: number): boolean {
  const parent = slack.channel(channel).messages()[index]
  if (!parent || !JSON.stringify(parent.blocks).includes(actionIds.again)) return false
  return slack.channel(channel).thread(parent.ts).length >= repliesOfVerdict
}

function serviceConfig({ apiUrl, app }: Workspace, { kubeconfig }: DemoCluster): ServiceConfig {
  return {
    slack: { botToken: app.token, apiUrl, mode: { kind: 'http', signingSecret: app.signingSecret } },
    listen: { host: '127.0.0.1', port: 0 },
    logLevel: 'error',
    clusters: [{ name: 'demo', kubeconfig }],
    access: {
      channels: [],
      allow: { guests: false, strangers: false, bots: false },
      roles: { viewer: [], operator: [], approver: [] },
    },
  }
}
