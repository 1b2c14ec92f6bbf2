import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../src/adapters/kubernetes.ts'
import { loadConfig } from '../../src/config.ts'
import { startApiServer } from '../../src/playground/cluster/api/server.ts'
import { createAuthority } from '../../src/playground/cluster/certificates.ts'
import type { World } from '../../src/playground/cluster/world.ts'
import { runDescribe } from '../../src/worker/describe-node.ts'
import { createKubectl } from '../kubectl.ts'

/** The same node of a simulated cluster, described twice at the same time. */
export interface Descriptions {
  readonly ours: string
  readonly kubectls: string
}

/** Lets kubectl and ourselves describe a node over HTTPS; the world stands still meanwhile. */
export async function describeTwice(world: World, node: string): Promise<Descriptions> {
  const server = await startApiServer({ backend: world.backend, certificates: await createAuthority(Date.now()) })
  await server.sync()
  const kubectl = await createKubectl(server.kubeconfig())
  const folder = await mkdtemp(join(tmpdir(), 'kubemedic-describe-'))
  const kubeconfig = join(folder, 'config')
  await writeFile(kubeconfig, server.kubeconfig(), { mode: 0o600 })
  const cluster = await connect({ kubeconfig, env: loadConfig({}).kubernetes })
  try {
    const signal = new AbortController().signal
    const [ours, theirs] = await Promise.all([
      runDescribe(node, cluster, { now: Date.now, signal }),
      kubectl.run('describe', 'node', node),
    ])
    if (theirs.code !== 0) throw new Error(theirs.stderr)
    return { ours, kubectls: theirs.stdout }
  } finally {
    await Promise.all([cluster.close(), kubectl.remove(), rm(folder, { recursive: true })])
    await server.close()
  }
}

/**
 * The lines without relative ages, which kubectl counts by the clock of its machine. Ages make a column of Events wider or
 * narrower, so there blanks are squeezed; and Events of one time come in any order from kubectl, so they are sorted.
 */
export function comparable(text: string): readonly string[] {
  const lines = text.split('\n')
  const events = lines.findIndex((line) => line.startsWith('Events:'))
  const before = lines.slice(0, events).map((line) => line.replace(/^( {2}.*\(\d+%\) +)\S+$/, '$1AGE'))
  const after = lines.slice(events).map((line) => line.replace(/ +/g, ' ').replace(age, 'AGE'))
  return [...before, ...after.slice(0, 3), ...after.slice(3).sort()]
}

const age = /(?<= )(<unknown>|<invalid>|(\d+[smhdy]){1,2})(?= |\))/g
