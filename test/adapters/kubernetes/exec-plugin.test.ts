import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  ask,
  base64,
  closeServers,
  connectWith,
  credentialServer,
  folderWith,
  testAuthority,
} from './cluster-server.ts'

const { server, ca, cluster } = await credentialServer()
afterAll(closeServers)

/** A plugin that notes each call in `calls` and prints `status`. */
function plugin(status: object, before = ''): { folder: string; command: string; calls(): string[] } {
  const answer = JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status })
  const folder = folderWith({
    'answer.json': answer,
    calls: '',
    plugin: `#!/bin/sh\ncd "$(dirname "$0")"\necho "$1 $COLOUR $KUBERNETES_EXEC_INFO" >> calls\n${before}\ncat answer.json\n`,
  })
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
  return { folder, command: join(folder, 'plugin'), calls }
}

const apiVersion = 'client.authentication.k8s.io/v1'

describe('exec plugins', () => {
  it('run once for many requests at once', async () => {
    const { command, calls } = plugin({ token: 'fresh' })
    const reader = await connectWith(cluster(), { exec: { apiVersion, command, args: null, env: null } })
    const seen = await Promise.all([ask(reader), ask(reader), ask(reader)])
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer fresh', 'Bearer fresh', 'Bearer fresh'])
    expect(calls()).toHaveLength(1)
  })

  it('run again when the credential has expired', async () => {
    const { command, calls } = plugin({ token: 'short', expirationTimestamp: '2020-01-01T00:00:00Z' })
    const reader = await connectWith(cluster(), { exec: { apiVersion, command } })
    await ask(reader)
    expect(calls()).toHaveLength(2)
  })

  it('get arguments, environment and the cluster that they asked for', async () => {
    const { command, calls } = plugin({ token: 't' })
    const exec = {
      apiVersion,
      command,
      args: ['get-token'],
      env: [{ name: 'COLOUR', value: 'blue' }],
      provideClusterInfo: true,
    }
    await connectWith(cluster(), { exec })
    const [, args, colour, info] = /^(\S+) (\S+) (.*)$/.exec(calls()[0] ?? '') ?? []
    expect([args, colour]).toEqual(['get-token', 'blue'])
    expect(JSON.parse(info ?? '')).toMatchObject({
      apiVersion,
      kind: 'ExecCredential',
      spec: { interactive: false, cluster: { server: server.url, 'certificate-authority-data': base64(ca) } },
    })
  })

  it('may give a client certificate', async () => {
    const pair = await (await testAuthority()).issueClient('plugged', ['in'])
    const { command } = plugin({ clientCertificateData: pair.certificatePem, clientKeyData: pair.keyPem })
    const reader = await connectWith(cluster(), { exec: { apiVersion, command } })
    expect((await ask(reader)).certificate).toBe('plugged/in')
  })

  it('are found beside the kubeconfig when their path is relative', async () => {
    const missing = connectWith(cluster(), { exec: { apiVersion, command: './bin/login' } })
    await expect(missing).rejects.toThrow(/kubemedic-test-.*\/bin\/login" cannot be started: no such command/)
  })

  it('are named, with their install hint, when they are missing', async () => {
    const exec = { apiVersion, command: 'kubemedic-no-such-login', installHint: 'Install it with: get-login' }
    const failed = connectWith(cluster(), { exec })
    await expect(failed).rejects.toThrow(/"kubemedic-no-such-login" cannot be started: no such command\nInstall it/)
  })

  it('are quoted when they fail, and named when they talk nonsense', async () => {
    const failing = plugin({}, 'echo "session has ended, log in" >&2; exit 7')
    await expect(connectWith(cluster(), { exec: { apiVersion, command: failing.command } })).rejects.toThrow(
      /exit code 7: session has ended, log in/,
    )
    const silent = plugin({}, 'exit 0')
    const noJson = connectWith(cluster(), { exec: { apiVersion, command: silent.command } })
    await expect(noJson).rejects.toThrow(/printed no JSON/)
    const other = plugin({ token: 5 })
    const odd = connectWith(cluster(), { exec: { apiVersion, command: other.command } })
    await expect(odd).rejects.toThrow(/gave no ExecCredential: status\.token/)
  })

  it('that fail later are a gap, not a failing server', async () => {
    const { command, folder } = plugin({ token: 't', expirationTimestamp: '2020-01-01T00:00:00Z' })
    const reader = await connectWith(cluster(), { exec: { apiVersion, command } })
    rmSync(join(folder, 'answer.json'))
    const asking = reader.get('/', { signal: AbortSignal.timeout(5000) })
    await expect(asking).rejects.toMatchObject({ reason: 'not-configured', outcome: undefined })
  })

  it('that hang end with the signal', async () => {
    const { command } = plugin({ token: 't' }, 'exec sleep 60')
    const stopping = new AbortController()
    const connecting = connectWith(cluster(), { exec: { apiVersion, command } }, { signal: stopping.signal })
    stopping.abort()
    await expect(connecting).rejects.toThrow(/did not end within the time limit/)
  })

  it('that hang end with their own time limit, also when what they started holds on', async () => {
    const { command } = plugin({ token: 't' }, 'sleep 60')
    const connecting = connectWith(cluster(), { exec: { apiVersion, command } }, { pluginLimitMs: 200 })
    await expect(connecting).rejects.toThrow(/did not end within the time limit of 0.2 s/)
  })

  it('that must ask a person are refused without a terminal', async () => {
    const { command } = plugin({ token: 't' })
    const asking = connectWith(cluster(), { exec: { apiVersion, command, interactiveMode: 'Always' } })
    await expect(asking).rejects.toThrow(/there is no terminal/)
  })
})
