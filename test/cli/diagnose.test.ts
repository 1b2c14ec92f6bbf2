import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiServer } from '../../src/playground/cluster/api/server.ts'
import { startServer, VIEWER } from '../playground/cluster/api-server.ts'
import { recordedBackend } from '../playground/cluster/recorded-cluster.ts'
import { bundledCli, end, kubemedic, start } from './kubemedic.ts'

const folder = mkdtempSync(join(tmpdir(), 'kubemedic-diagnose-'))
const escapeCode = String.fromCharCode(27)
let server: ApiServer
let state: 'up' | 'stopped' | 'hung' = 'up'

/** Writes a file into the test's folder and returns its path. */
function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

beforeAll(async () => {
  server = await startServer(recordedBackend({ apiserverState: () => state }))
  file('admin', server.kubeconfig())
  file('viewer', server.kubeconfig(VIEWER))
  await bundledCli()
})
afterAll(() => server.close())

async function setState(next: typeof state): Promise<void> {
  state = next
  await server.sync()
}

function diagnose(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return kubemedic(['diagnose', ...words], { KUBECONFIG: join(folder, 'admin'), ...env })
}

describe('diagnose', () => {
  it('prints a report and nothing else', async () => {
    const { code, out, err } = await diagnose(['rig-node-1'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n')[0]).toContain('node/rig-node-1')
  })

  it('prints JSON, and one document a line for several targets', async () => {
    const { out } = await diagnose(['node/rig-node-1', '-o', 'json'])
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, target: 'node/rig-node-1', cluster: 'simulated' })
    const several = await diagnose(['rig-node-1', 'control-plane', '-o', 'json'])
    const targets = several.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).target)
    expect(targets).toEqual(['node/rig-node-1', 'control-plane'])
  })

  it('prints Markdown', async () => {
    expect((await diagnose(['rig-node-1', '-o', 'markdown'])).out).toMatch(/^#+ /m)
  })

  it('gives the same diagnosis from a bundle, byte for byte, without a cluster', async () => {
    const bundle = join(folder, 'bundle.json')
    for (const form of ['text', 'json', 'markdown']) {
      const live = await diagnose(['rig-node-1', '-o', form, '--save', bundle])
      const replayed = await kubemedic(['diagnose', '--from', bundle, '-o', form])
      expect(replayed).toEqual(live)
    }
    expect(readFileSync(bundle, 'utf8')).toContain('"schemaVersion": 1')
  })

  it('names nearest nodes when there is none of that name, and ends with 3', async () => {
    const { code, err } = await diagnose(['rig-nod-1'])
    expect(code).toBe(3)
    expect(err).toContain('there is no node "rig-nod-1" in cluster "simulated"; did you mean rig-node-1?')
  })

  it('says in the place of its report that one of several nodes does not exist', async () => {
    const { code, out } = await diagnose(['rig-nod-1', 'control-plane'])
    expect(code).toBe(3)
    expect(out.split('\n')[0]).toBe('node/rig-nod-1: there is no such node')
  })

  it('prints the report also when the bundle cannot be saved, and ends with 2', async () => {
    const { code, out, err } = await diagnose(['rig-node-1', '--save', join(folder, 'no/such/folder.json')])
    expect(code).toBe(2)
    expect(out.split('\n')[0]).toContain('node/rig-node-1')
    expect(err).toContain('cannot save the bundle')
  })

  it('does not pass a check whose target it may not read', async () => {
    const viewer = ['--kubeconfig', join(folder, 'viewer'), '--fail-on', 'critical']
    const { code, out } = await diagnose(['rig-node-1', ...viewer])
    expect(code).toBe(3)
    expect(out).toMatch(/Could not judge rig-node-1: you may not read\s+Nodes/)
  })

  it('says first that the credentials are not accepted, and ends with 3', async () => {
    const stranger = server.kubeconfig(VIEWER).replace(/(token"?: *"?)[^"\s]+/, '$1withdrawn')
    const { code, out } = await diagnose(['rig-node-1', '--kubeconfig', file('stranger', stranger)])
    expect(code).toBe(3)
    expect(out).toMatch(/^WARNING node\/rig-node-1: The API server does not accept your credentials/)
  })

  it('goes on without permissions and lists what it could not read', async () => {
    const { code, out } = await diagnose(['rig-node-1', '-o', 'json', '--kubeconfig', join(folder, 'viewer')])
    const { gaps } = JSON.parse(out)
    expect(code).toBe(0)
    expect(gaps).toContainEqual(expect.objectContaining({ source: 'node', reason: 'forbidden' }))
  })

  it('colours only when it is told to, and NO_COLOR wins', async () => {
    expect((await diagnose(['rig-node-1'])).out).not.toContain(escapeCode)
    expect((await diagnose(['rig-node-1'], { FORCE_COLOR: '1' })).out).toContain(escapeCode)
    expect((await diagnose(['rig-node-1'], { FORCE_COLOR: '1', NO_COLOR: '1' })).out).not.toContain(escapeCode)
  })

  it('ends quietly when nobody reads on', async () => {
    const child = await start(['diagnose', 'rig-node-1'], { KUBECONFIG: join(folder, 'admin') })
    child.stdout.destroy()
    expect(await end(child)).toMatchObject({ code: 0, err: '' })
  })

  it('diagnoses the control plane when the API server refuses, and ends with 3', async () => {
    await setState('stopped')
    const { code, out, err } = await diagnose(['rig-node-1', '-o', 'json']).finally(() => setState('up'))
    expect(code).toBe(3)
    expect(JSON.parse(out).rootCause).toMatchObject({ cause: 'apiserver.down' })
    expect(err).toContain('could not be read')
  })

  it('diagnoses a hanging API server within the time limit', async () => {
    await setState('hung')
    const { code, out } = await diagnose(['rig-node-1', '--timeout', '3s', '-o', 'json']).finally(() => setState('up'))
    expect(code).toBe(3)
    const { rootCause, gaps } = JSON.parse(out)
    expect(rootCause).toMatchObject({ cause: 'apiserver.down' })
    // Alone it would have waited for 8 s.
    expect(gaps).toContainEqual({
      source: 'node',
      reason: 'timeout',
      detail: 'the diagnosis ended before it answered',
    })
  })

  it('stops at Ctrl-C with 130 and without a report', async () => {
    const hung = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
    await once(hung, 'listening')
    const { port } = hung.address() as AddressInfo
    const kubeconfig = file('hung', server.kubeconfig().replaceAll(server.url, `https://127.0.0.1:${port}`))
    const child = await start(['diagnose', 'rig-node-1', '--kubeconfig', kubeconfig])
    const ended = end(child)
    await once(hung, 'connection')
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130, out: '' })
    hung.close()
  })
})
