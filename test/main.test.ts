import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startApiServer } from '../src/playground/cluster/api/server.ts'
import { createAuthority } from '../src/playground/cluster/certificates.ts'
import { createWorld } from '../src/playground/cluster/world.ts'
import { startWorkspace } from '../src/playground/workspace/start-workspace.ts'
import type { Workspace, WorkspaceOptions } from '../src/playground/workspace/workspace.ts'
import { end, kubemedic, start } from './cli/kubemedic.ts'

const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function workspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const slack = await startWorkspace(options)
  stops.push(() => slack.close())
  return slack
}

/** The environment of a bot for this workspace, in Socket Mode unless changed. */
function environment({ app, apiUrl }: Workspace, change: Record<string, string> = {}): Record<string, string> {
  const socket = { SLACK_BOT_TOKEN: app.token, SLACK_APP_TOKEN: app.appToken, SLACK_API_URL: apiUrl }
  return { ...socket, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', ...change }
}

async function kubeconfigOfACluster(): Promise<string> {
  const world = createWorld({ startAt: Date.now() - 600_000 })
  const api = await startApiServer({ backend: world.backend, certificates: await createAuthority(Date.now()) })
  stops.push(() => api.close())
  const folder = await mkdtemp(join(tmpdir(), 'kubemedic-serve-'))
  stops.push(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'kubeconfig'), api.kubeconfig())
  return join(folder, 'kubeconfig')
}

/** Resolves once the process has written this to stderr. */
function written(child: ChildProcess, words: string): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes(words)) resolve(text)
    })
    child.once('close', () => reject(new Error(`the process ended with: ${text}`)))
  })
}

describe('kubemedic serve', () => {
  it('without settings says all that is missing, and exits with 2', async () => {
    expect(await kubemedic(['serve'])).toEqual({
      code: 2,
      out: '',
      err: [
        'kubemedic: SLACK_BOT_TOKEN: is required',
        'kubemedic: SLACK_SIGNING_SECRET: is required without SLACK_APP_TOKEN (set either: HTTP mode or Socket Mode)',
        '',
      ].join('\n'),
    })
  })

  it.each([
    ['a revoked bot token', {}, 'SLACK_BOT_TOKEN: Slack refuses the token (token_revoked)'],
    ['a wrong bot token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, 'SLACK_BOT_TOKEN: Slack refuses the token (invalid_auth)'],
    ['a wrong app token', { SLACK_APP_TOKEN: 'xapp-wrong' }, 'SLACK_APP_TOKEN: Slack refuses the token (invalid_auth)'],
  ])('with %s ends with one line and 2', async (what, change, line) => {
    const slack = await workspace()
    if (what.includes('revoked')) slack.revoke('token_revoked')
    const outcome = await kubemedic(['serve'], environment(slack, change))
    expect(outcome).toEqual({ code: 2, out: '', err: `kubemedic: ${line}\n` })
  })

  it('with a missing scope ends with one line and 2', async () => {
    const slack = await workspace({ app: { scopes: ['commands', 'chat:write', 'users:read'] } })
    const { code, out, err } = await kubemedic(['serve'], environment(slack))
    expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 })
    expect(err).toContain('the app lacks app_mentions:read (to hear mentions)')
  })

  it('without a network ends with one line and 3', async () => {
    const slack = await startWorkspace()
    await slack.close()
    const { host } = new URL(slack.apiUrl)
    expect(await kubemedic(['serve'], environment(slack))).toEqual({
      code: 3,
      out: '',
      err: `kubemedic: cannot reach Slack at ${host}: ECONNREFUSED\n`,
    })
  })

  it('with a port that is taken ends with one line and 2', async () => {
    const slack = await workspace()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    stops.push(() => new Promise((resolve) => other.close(resolve)))
    const address = other.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const { code, err } = await kubemedic(['serve'], environment(slack, { PORT: port }))
    expect({ code, err }).toEqual({
      code: 2,
      err: `kubemedic: PORT, HOST: cannot listen on 127.0.0.1:${port}: the port is in use; set PORT\n`,
    })
  })

  it('answers in Slack, and on SIGTERM finishes what is under way and exits with 0', async () => {
    const slack = await workspace()
    const child = await start(['serve'], environment(slack, { KUBECONFIG: await kubeconfigOfACluster() }))
    const ended = end(child)
    const hello = await written(child, 'lost on restart')
    expect(hello).toContain('connected to Example as @kubemedic')
    await slack.user('U0MEMBERA').slash('/k8s diagnose node-1', { channel: 'C0OPS' })
    child.kill('SIGTERM')
    const { code, out } = await ended
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(slack.channel('C0OPS').messages()[0]?.text).toContain('OK node/node-1')
  })

  it('ends with one line and 2 when the token is revoked while it runs', async () => {
    const slack = await workspace()
    const child = await start(['serve'], environment(slack))
    const ended = end(child)
    await written(child, 'lost on restart')
    slack.revoke('token_revoked')
    slack.sockets.disconnect('refresh_requested')
    const { code, err } = await ended
    expect(code).toBe(2)
    expect(err.trimEnd().split('\n').at(-1)).toBe('kubemedic: SLACK_APP_TOKEN: Slack refuses the token (token_revoked)')
  })
})
