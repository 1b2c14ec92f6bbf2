import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { connect } from '../src/adapters/kubernetes.ts'
import { loadConfig } from '../src/config.ts'
import type { Gap } from '../src/diagnosis/evidence.ts'
import type { Target } from '../src/diagnosis/target.ts'
import { startApiServer } from '../src/playground/cluster/api/server.ts'
import { createAuthority } from '../src/playground/cluster/certificates.ts'
import type { KubeObject } from '../src/playground/cluster/object-store.ts'
import { createWorld, type World } from '../src/playground/cluster/world.ts'
import { runDiagnosis } from '../src/worker/run-diagnosis.ts'

const manifests = new URL('../deploy/rbac/', import.meta.url).pathname
const serviceAccount = 'system:serviceaccount:kubemedic:kubemedic'

async function apply(world: World, file: string): Promise<void> {
  const objects = loadAll(await readFile(join(manifests, file), 'utf8')) as KubeObject[]
  for (const object of objects) {
    const resource = `${object.kind.toLowerCase()}s`
    world.store.put({ group: 'rbac.authorization.k8s.io', version: 'v1', resource }, object)
  }
}

/** Diagnoses with the rights of the given manifests and nothing else. */
async function gapsWith(files: readonly string[], target: Target): Promise<readonly Gap[]> {
  const world = createWorld({ startAt: Date.now() })
  for (const file of files) await apply(world, file)
  const users = [{ name: serviceAccount }]
  const server = await startApiServer({
    backend: world.backend,
    certificates: await createAuthority(Date.now()),
    users,
  })
  const folder = await mkdtemp(join(tmpdir(), 'kubemedic-rbac-'))
  await writeFile(join(folder, 'kubeconfig'), server.kubeconfig())
  const read = await connect({ kubeconfig: join(folder, 'kubeconfig'), env: loadConfig({}).kubernetes })
  try {
    const { signal } = new AbortController()
    const run = await runDiagnosis({ target, read, now: Date.now, signal, timeoutMs: 30_000 })
    return run.diagnosis.gaps.filter(({ reason }) => reason === 'forbidden')
  } finally {
    await read.close()
    await server.close()
    await rm(folder, { recursive: true })
  }
}

const node: Target = { kind: 'node', name: 'node-3' }
const targets: readonly Target[] = [node, { kind: 'control-plane' }, { kind: 'cluster' }]

describe('deploy/rbac', () => {
  it.each(targets)('is enough for every source of $kind', async (target) => {
    expect(await gapsWith(['read.yaml', 'kubelet.yaml'], target)).toEqual([])
  })

  it('costs only the kubelet sources when the optional role is left out', async () => {
    const sources = (await gapsWith(['read.yaml'], node)).map(({ source }) => source)
    expect(sources).toEqual(['kubelet-config', 'kubelet-health', 'kubelet-log', 'kubelet-stats'])
  })

  it('reads no other namespace than the one that is asked for, and says nothing twice', async () => {
    const roles = loadAll(await readFile(join(manifests, 'read.yaml'), 'utf8')) as KubeObject[]
    const rules = roles.flatMap((role) => (role['rules'] ?? []) as { resources?: string[]; resourceNames?: string[] }[])
    const namespaces = rules.filter(({ resources }) => resources?.includes('namespaces'))
    expect(namespaces.map(({ resourceNames }) => resourceNames)).toEqual([['kube-system']])
    expect(rules.filter(({ resources }) => resources?.includes('pods'))).toHaveLength(1)
  })

  it('is needed: without it nothing but public paths can be read', async () => {
    const sources = (await gapsWith([], node)).map(({ source }) => source)
    expect(sources).toEqual(expect.arrayContaining(['node', 'lease', 'pods', 'siblings', 'kubelet-health']))
  })
})
