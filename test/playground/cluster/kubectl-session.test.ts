import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiServer } from '../../../src/playground/cluster/api/server.ts'
import type { ControlPlaneBackend } from '../../../src/playground/cluster/backend.ts'
import { createKubectl, type Kubectl } from '../../kubectl.ts'
import { startServer, VIEWER } from './api-server.ts'
import { PODS, RECORDED_AT, recorded, recordedBackend } from './recorded-cluster.ts'
import { frozenClock } from './stub-backend.ts'

const POD = 'web-8f4bc7898-rlhn8'
/** Only a broken server takes so long. */
const PATIENCE = { timeout: 20_000 }

let backend: ControlPlaneBackend
let server: ApiServer
let admin: Kubectl
let viewer: Kubectl

/** A kubelet that logs and says what it was asked. */
async function kubeletAnswer(path: string, query: URLSearchParams) {
  const log = 'tick 8\ntick 9\ntick 10\n'.slice(query.get('tailLines') === '1' ? 14 : 0)
  const body = path.startsWith('/containerLogs/') ? log : `asked for ${path}?${query}`
  return { status: 200, contentType: 'text/plain; charset=utf-8', body }
}

beforeAll(async () => {
  backend = recordedBackend({ clock: frozenClock(RECORDED_AT), kubelet: () => ({ request: kubeletAnswer }) })
  server = await startServer(backend)
  admin = await createKubectl(server.kubeconfig())
  viewer = await createKubectl(server.kubeconfig(VIEWER))
})

afterAll(async () => {
  await Promise.all([admin?.remove(), viewer?.remove()])
  await server?.close()
})

/** The output of a command that must succeed without a word of complaint. */
async function output(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await admin.run(...args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

/** Columns are as wide as their widest cell, and the recorded lists were longer. */
function squeezed(text: string): string {
  return text.replace(/[ \t]+/g, ' ')
}

/** kubectl computes some ages itself, by the clock of the machine: those differ from the recorded ones. */
function withoutAges(text: string): string {
  return squeezed(text).replace(/(?<= )(\d+[smhdy]){1,2}(?=\s)/g, 'AGE')
}

function sortedLines(text: string): readonly string[] {
  return text.split('\n').sort()
}

describe('kubectl prints what it printed of the real cluster', () => {
  it('get nodes -o wide', async () => {
    expect(await output('get', 'nodes', '-o', 'wide')).toBe(recorded('kubectl-get-nodes-wide.txt'))
  })

  it('get pods -A -o wide', async () => {
    expect(await output('get', 'pods', '-A', '-o', 'wide')).toBe(recorded('kubectl-get-pods-wide.txt'))
  })

  it('get events', async () => {
    // The order within a second is by name here.
    const text = await output('get', 'events', '-n', 'shop')
    expect(sortedLines(squeezed(text))).toEqual(sortedLines(squeezed(recorded('kubectl-get-events.txt'))))
  })

  it('describe node', async () => {
    const text = await output('describe', 'node', 'rig-node-1')
    const [head = '', tail = ''] = text.split(/(?=Non-terminated Pods)/)
    expect(head).toBe(recorded('kubectl-describe-node.txt'))
    expect(tail).toMatch(/ shop +web-8f4bc7898-rlhn8 +20m \(1%\) +0 \(0%\) +16Mi \(0%\) +64Mi \(0%\) +\d/)
    expect(tail).toMatch(/ cpu +20m \(1%\) +0 \(0%\)/)
  })

  it('describe pod', async () => {
    const text = await output('describe', 'pod', POD, '-n', 'shop')
    // kubectl 1.35 names the container of an event, the recording one did not yet.
    const older = text.replaceAll('spec.containers{app}: ', '')
    expect(withoutAges(older).trimEnd()).toBe(withoutAges(recorded('kubectl-describe-pod.txt')).trimEnd())
  })
})

describe('kubectl get', () => {
  it('prints names, JSON, YAML, JSONPath and columns', async () => {
    expect(await output('get', 'nodes', '-o', 'name')).toBe('node/rig-node-1\n')
    const list = JSON.parse(await output('get', 'nodes', '-o', 'json')) as { kind: string; items: { kind: string }[] }
    expect([list.kind, list.items[0]?.kind]).toEqual(['List', 'Node'])
    const node = JSON.parse(await output('get', 'node', 'rig-node-1', '-o', 'json')) as object
    expect(node).toMatchObject({ kind: 'Node', apiVersion: 'v1', metadata: { name: 'rig-node-1' } })
    expect(await output('get', 'pod', POD, '-n', 'shop', '-o', 'yaml')).toContain(`\n  nodeName: rig-node-1\n`)
    const path = '{.items[*].status.conditions[?(@.type=="Ready")].reason}'
    expect(await output('get', 'nodes', '-o', `jsonpath=${path}`)).toBe('KubeletReady')
    const columns = await output('get', 'pods', '-A', '-o', 'custom-columns=POD:.metadata.name,ON:.spec.nodeName')
    expect(columns).toMatch(/^POD +ON\nweb-8f4bc7898-rlhn8 +rig-node-1\n/)
    expect(await output('get', 'events', '-n', 'shop', '-o', 'wide')).toContain('spec.containers{app}')
  })

  it('selects by label and field, and refuses fields that nobody can select by', async () => {
    expect(await output('get', 'pods', '-A', '-l', 'app=web', '-o', 'name')).toBe(`pod/${POD}\n`)
    const onNode = await output('get', 'pods', '-A', '--field-selector', 'spec.nodeName=rig-node-1', '-o', 'name')
    expect(onNode.split('\n')).toHaveLength(3)
    const refused = await admin.run('get', 'pods', '-A', '--field-selector', 'spec.color=red')
    expect(refused.stderr).toContain('field label not supported: spec.color')
  })

  it('reads long lists in chunks', async () => {
    server.traffic.reset()
    expect((await output('get', 'pods', '-A', '--chunk-size=1', '-o', 'name')).split('\n')).toHaveLength(3)
    const pages = server.traffic.read().requests.filter((request) => request.includes('/pods?'))
    expect(pages).toHaveLength(2)
    expect(pages[1]).toContain('continue=')
  })

  it('watches', async () => {
    server.traffic.reset()
    const watching = admin.follow(5, 'get', 'pods', '-n', 'shop', '--watch', '--output-watch-events')
    await expect
      .poll(() => server.traffic.read().requests.some((request) => request.includes('watch=true')), PATIENCE)
      .toBe(true)
    backend.store.put(PODS, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'late', namespace: 'shop' } })
    backend.store.delete(PODS, 'shop', 'late')
    const [header, ...lines] = await watching
    expect(header).toMatch(/^EVENT +NAME +READY +STATUS/)
    expect(lines.map((line) => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
      `ADDED ${POD}`,
      'ADDED web-besteffort-768c9f9574-p87g2',
      'ADDED late',
      'DELETED late',
    ])
  })

  it('says what is not there', async () => {
    const missing = await admin.run('get', 'node', 'none')
    expect(missing).toMatchObject({ code: 1, stderr: 'Error from server (NotFound): nodes "none" not found\n' })
    expect((await admin.run('top', 'node')).stderr).toBe('error: Metrics API not available\n')
  })

  it('reads raw paths, the kubelet behind the node proxy among them', async () => {
    expect(await output('get', '--raw', '/readyz')).toBe('ok')
    const answer = await output('get', '--raw', '/api/v1/nodes/rig-node-1/proxy/logs/?query=kubelet')
    expect(answer).toBe('asked for /logs/?query=kubelet')
    for (const path of ['stats/summary', 'stats%2Fsummary']) {
      const stats = await output('get', '--raw', `/api/v1/nodes/rig-node-1/proxy/${path}`)
      expect(stats).toBe('asked for /stats/summary?')
    }
  })

  it('knows the resources by their short names', async () => {
    const resources = await output('api-resources', '-o', 'name')
    expect(resources.split('\n')).toEqual(expect.arrayContaining(['nodes', 'pods', 'leases.coordination.k8s.io']))
    expect(await output('get', 'no,po', '-A', '-o', 'name')).toBe(`node/rig-node-1\n${await podNames()}`)
    expect(await output('get', 'lease', '-n', 'kube-node-lease')).toMatch(
      /^NAME +HOLDER +AGE\nrig-node-1 +rig-node-1 +21m\n$/,
    )
  })
})

function podNames(): Promise<string> {
  return output('get', 'pods', '-A', '-o', 'name')
}

describe('kubectl logs', () => {
  it('prints the log of the only container, or its end', async () => {
    expect(await output('logs', POD, '-n', 'shop')).toBe('tick 8\ntick 9\ntick 10\n')
    expect(await output('logs', POD, '-n', 'shop', '-c', 'app', '--tail=1')).toBe('tick 10\n')
  })

  it('says that a container does not exist', async () => {
    const { stderr } = await admin.run('logs', POD, '-n', 'shop', '-c', 'nope')
    expect(stderr).toContain(`container nope is not valid for pod ${POD}`)
  })
})

describe('kubectl as a user who may only view', () => {
  it('is refused in the words of the real server', async () => {
    const { code, stderr } = await viewer.run('get', 'nodes')
    expect(code).toBe(1)
    expect(stderr).toBe(
      'Error from server (Forbidden): nodes is forbidden: User "system:serviceaccount:default:viewer" cannot list resource "nodes" in API group "" at the cluster scope\n',
    )
    expect((await viewer.run('get', 'pods', '-n', 'shop', '-o', 'name')).stdout).toContain(POD)
  })

  it('learns what it may do', async () => {
    const answers = [
      (await viewer.run('auth', 'can-i', 'list', 'pods', '-n', 'shop')).stdout,
      (await viewer.run('auth', 'can-i', 'get', 'nodes/rig-node-1')).stdout,
      (await viewer.run('auth', 'can-i', 'get', 'pods', '--subresource=log')).stdout,
      (await viewer.run('auth', 'can-i', 'get', '/readyz')).stdout,
      (await viewer.run('auth', 'can-i', 'get', '/readyz/etcd')).stdout,
      (await admin.run('auth', 'can-i', '*', '*')).stdout,
    ]
    expect(answers.map((answer) => answer.trim())).toEqual(['yes', 'no', 'yes', 'yes', 'no', 'yes'])
    const list = await viewer.run('auth', 'can-i', '--list')
    expect(list.stdout).toMatch(/pods\/log +\[\] +\[\] +\[get list watch\]/)
    expect(list.stdout).toMatch(/\[\/livez\] +\[\] +\[get\]/)
  })
})
