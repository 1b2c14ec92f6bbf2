/**
 * How long a cold `kubemedic diagnose` takes beside `kubectl describe node`, and what it asks of the API server: on a small
 * cluster and on one of 5,000 nodes and 150,000 pods, every request delayed by 20 ms. `npm run bench`.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type ApiServer, startApiServer } from '../../src/playground/cluster/api/server.ts'
import { createAuthority } from '../../src/playground/cluster/certificates.ts'
import { createWorld, type WorldOptions } from '../../src/playground/cluster/world.ts'
import { kubectlPath } from '../kubectl.ts'

const exec = promisify(execFile)
const rounds = 10
const latencyMs = 20

interface Row {
  readonly cluster: string
  readonly command: string
  readonly medianMs: number
  readonly slowestMs: number
  readonly requests: number
  readonly kilobytes: number
}

async function measure(
  cluster: string,
  server: ApiServer,
  [file, ...args]: readonly [string, ...string[]],
  name: string,
) {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    server.traffic.reset()
    const startedAt = performance.now()
    await exec(file, args, { maxBuffer: 64 * 1024 * 1024 })
    times.push(performance.now() - startedAt)
  }
  const { requests, bytesSent } = server.traffic.read()
  times.sort((a, b) => a - b)
  const row: Row = {
    cluster,
    command: name,
    medianMs: Math.round(times[Math.floor(rounds / 2)] ?? 0),
    slowestMs: Math.round(times.at(-1) ?? 0),
    requests: requests.length,
    kilobytes: Math.round(bytesSent / 1024),
  }
  return row
}

async function benchCluster(cluster: string, options: WorldOptions): Promise<readonly Row[]> {
  const world = createWorld({ ...options, startAt: Date.now() - 720_000 })
  world.clock.advance(600_000)
  world.inject('kubelet-stopped', { node: 'node-3' })
  world.clock.advance(120_000)
  const server = await startApiServer({ backend: world.backend, certificates: await createAuthority(Date.now()) })
  server.disturbances.add({ effect: { kind: 'latency', ms: latencyMs } })
  const folder = await mkdtemp(join(tmpdir(), 'kubemedic-bench-'))
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, server.kubeconfig())
  try {
    const node = 'dist/cli.js'
    return [
      await measure(
        cluster,
        server,
        [await kubectlPath(), '--kubeconfig', kubeconfig, 'describe', 'node', 'node-3'],
        'kubectl describe node',
      ),
      await measure(
        cluster,
        server,
        [process.execPath, node, 'diagnose', 'node-3', '--kubeconfig', kubeconfig],
        'kubemedic diagnose',
      ),
    ]
  } finally {
    await server.close()
    await rm(folder, { recursive: true })
  }
}

const rows = [
  ...(await benchCluster('9 nodes', {})),
  ...(await benchCluster('5,000 nodes, 150,000 pods', { nodes: 4_997, podsPerNode: 28 })),
]
process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${latencyMs} ms a request, cold, ${rounds} rounds\n`,
)
for (const { cluster, command, medianMs, slowestMs, requests, kilobytes } of rows) {
  process.stdout.write(
    `${cluster.padEnd(27)}${command.padEnd(24)}${medianMs} ms median, ${slowestMs} ms slowest, ${requests} requests, ${kilobytes} KiB\n`,
  )
}
