import { parseArgs } from 'node:util'
import { createTerminal } from '../../cli/terminal.ts'
import { loadConfig } from '../../config.ts'
import { type DemoCluster, startDemoCluster } from './demo-cluster.ts'
import { startDemoSlack } from './in-slack.ts'
import { askInTerminal } from './in-terminal.ts'
import { type Scene, scenes } from './scenes.ts'

const { values } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, terminal: { type: 'boolean', default: false } },
})
const config = loadConfig(process.env)
const terminal = createTerminal(process.stdout, process.stderr, config.color)
const interrupted = new Promise((resolve) => {
  process.once('SIGINT', resolve)
  process.once('SIGTERM', resolve)
})

const playedSeconds = scenes.reduce((sum, { seconds }) => sum + seconds, 0)
const cluster = await startDemoCluster(playedSeconds)
try {
  terminal.result(`A simulated Kubernetes cluster of ${cluster.nodes.length} nodes is up. Now we break it.`)
  if (values.terminal) await play((scene) => askInTerminal(scene, { cluster, config, terminal }))
  else await playInSlack()
  terminal.result(nextThings(cluster))
  if (values.keep) {
    // Without etcd nothing but the last scene could be looked at.
    await cluster.heal('etcd-stopped')
    cluster.follow()
    await interrupted
  }
} finally {
  await cluster.close()
}

async function playInSlack(): Promise<void> {
  const slack = await startDemoSlack(cluster, config)
  try {
    await play(async (scene) => terminal.result(await slack.ask(scene)))
  } finally {
    await slack.close()
  }
}

async function play(ask: (scene: Scene) => Promise<void>): Promise<void> {
  for (const scene of scenes) {
    await cluster.breakAndWait(scene.fault, scene.given, scene.seconds)
    terminal.result(`\n${'='.repeat(80)}\n${scene.title}\n`)
    await ask(scene)
  }
}

function nextThings({ kubeconfig }: DemoCluster): string {
  const kept = `This cluster runs on until Ctrl-C. In another terminal:
  export KUBECONFIG=${kubeconfig}
  npx kubemedic diagnose cluster
  kubectl get nodes`
  const again = `The same as reports in a terminal:                npm run demo -- --terminal
Keep the broken cluster, to try kubectl on it:    npm run demo -- --keep`
  const own = 'Your own cluster (it only reads):                 npx kubemedic diagnose <node>'
  return `\n${'='.repeat(80)}\nTry next\n${values.keep ? kept : again}\n${own}`
}
