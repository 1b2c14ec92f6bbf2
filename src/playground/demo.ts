import { parseArgs } from 'node:util'
import { run } from '../cli/run.ts'
import { createTerminal } from '../cli/terminal.ts'
import { loadConfig } from '../config.ts'
import { type DemoCluster, startDemoCluster } from './demo-cluster.ts'

/** One thing that breaks, and what a person asks then. */
interface Scene {
  readonly title: string
  readonly fault: string
  readonly given: Readonly<Record<string, string>>
  /** Simulated seconds until the person asks. */
  readonly seconds: number
  readonly target: string
}

const scenes: readonly Scene[] = [
  {
    title: 'Somebody stops the kubelet of node-3. Two minutes later you ask why it is NotReady:',
    ...{ fault: 'kubelet-stopped', given: { node: 'node-3' }, seconds: 120, target: 'node-3' },
  },
  {
    title: 'Logs fill the disk of node-5, which goes on saying Ready:',
    ...{ fault: 'disk-full', given: { node: 'node-5' }, seconds: 120, target: 'node-5' },
  },
  {
    title: 'etcd stops. kubectl only hangs now; kubemedic says why:',
    ...{ fault: 'etcd-stopped', given: {}, seconds: 30, target: 'control-plane' },
  },
]

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } })
const terminal = createTerminal(process.stdout, process.stderr, loadConfig(process.env).color)
const interrupt = new AbortController()
const interrupted = new Promise((resolve) => process.once('SIGINT', resolve)).then(() => interrupt.abort())

const playedSeconds = scenes.reduce((sum, { seconds }) => sum + seconds, 0)
const cluster = await startDemoCluster(playedSeconds)
try {
  terminal.result(`A simulated Kubernetes cluster of ${cluster.nodes.length} nodes is up. Now we break it.`)
  for (const scene of scenes) await play(scene, cluster)
  terminal.result(nextThings(cluster))
  if (values.keep) {
    cluster.follow()
    await interrupted
  }
} finally {
  await cluster.close()
}

async function play({ title, fault, given, seconds, target }: Scene, { kubeconfig, breakAndWait }: DemoCluster) {
  await breakAndWait(fault, given, seconds)
  terminal.result(`\n${'='.repeat(80)}\n${title}\n\n$ kubemedic diagnose ${target}`)
  const config = loadConfig(process.env)
  const words = ['diagnose', target, '--kubeconfig', kubeconfig]
  await run(words, { config, terminal, signal: interrupt.signal, interactive: false })
}

function nextThings({ kubeconfig }: DemoCluster): string {
  const own = 'On your own cluster:  npx kubemedic diagnose <node>   (it only reads; it uses the kubeconfig of kubectl)'
  const kept = `This cluster runs on until Ctrl-C. In another terminal:
  export KUBECONFIG=${kubeconfig}
  npx kubemedic diagnose cluster
  kubectl get nodes`
  const again = 'Keep the broken cluster, to try kubectl and kubemedic on it:  npm run demo -- --keep'
  return `${'='.repeat(80)}\nTry next\n${values.keep ? kept : again}\n${own}`
}
