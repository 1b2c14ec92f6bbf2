import { run } from '../../cli/run.ts'
import type { Terminal } from '../../cli/terminal.ts'
import type { Config } from '../../config.ts'
import type { DemoCluster } from './demo-cluster.ts'
import type { Scene } from './scenes.ts'

/** Asks as a person at a terminal does. */
export async function askInTerminal(
  { target }: Scene,
  { cluster, config, terminal }: { cluster: DemoCluster; config: Config; terminal: Terminal },
): Promise<void> {
  terminal.result(`$ kubemedic diagnose ${target}`)
  const words = ['diagnose', target, '--kubeconfig', cluster.kubeconfig]
  await run(words, { config, terminal, signal: new AbortController().signal, interactive: false })
}
