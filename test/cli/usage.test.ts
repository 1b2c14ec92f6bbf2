import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { version } from '../../src/version.ts'
import { bundledCli, kubemedic } from './kubemedic.ts'

beforeAll(bundledCli)

const folder = mkdtempSync(join(tmpdir(), 'kubemedic-usage-'))
writeFileSync(join(folder, 'broken.json'), '{"schemaVersion": 1}')

describe('a wrong call', () => {
  it.each([
    ['no command', [], /kubemedic diagnose node-3/],
    ['a mistyped command', ['diagnos', 'node-3'], /Did you mean diagnose\?/],
    ['no target', ['diagnose'], /Name a target: kubemedic diagnose node-3/],
    ['a target of another kind', ['diagnose', 'deployment/web'], /a target is node\/<name>, control-plane or cluster/],
    ['a name that no node has', ['diagnose', 'Node_3'], /cannot be a node name/],
    ['an unknown form', ['diagnose', 'node-3', '-o', 'yaml'], /Allowed choices are text, json, markdown/],
    ['a mistyped option', ['diagnose', 'node-3', '--contxt', 'x'], /Did you mean --context\?/],
    ['an unknown severity', ['diagnose', 'node-3', '--fail-on', 'info'], /Allowed choices are critical, warning/],
    ['a strange time', ['diagnose', 'node-3', '--timeout', 'soon'], /write 30s, 1m30s or 500ms/],
    ['a bundle and a cluster', ['diagnose', '--from', 'x.json', '--context', 'c'], /cannot be used with option/],
    ['a bundle and a target', ['diagnose', 'node-3', '--from', 'x.json'], /name no other/],
    ['one bundle for two targets', ['diagnose', 'a', 'b', '--save', 'x.json'], /--save takes one target/],
    ['a bundle that is not there', ['diagnose', '--from', '/nonexistent/x.json'], /there is no such file/],
    ['a bundle that is none', ['diagnose', '--from', join(folder, 'broken.json')], /tool: .*\n {2}target: /],
    ['no cluster', ['diagnose', 'node-3'], /no cluster is configured: looked in \/nonexistent\/\.kube\/config/],
    ['a missing kubeconfig', ['diagnose', 'node-3', '--kubeconfig', '/no/such'], /there is no such file/],
    ['a mistyped cause', ['causes', 'kubelet.stoped'], /did you mean kubelet\.stopped/],
    ['an unknown shell', ['completion', 'tcsh'], /choose bash, zsh, fish/],
  ])('with %s ends with 2, an explanation and nothing on standard output', async (_, words, message) => {
    const { code, out, err } = await kubemedic(words)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n {4}at /)
    expect(out).toBe('')
    expect(code).toBe(2)
  })
})

describe('a right call', () => {
  it('prints version and help on standard output', async () => {
    expect(await kubemedic(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
    const help = await kubemedic(['--help'])
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toMatch(/Examples:\n {2}kubemedic diagnose node-3/)
    expect((await kubemedic(['diagnose', '--help'])).out).toContain('--fail-on <severity>')
  })

  it('lists causes and explains one', async () => {
    const { out } = await kubemedic(['causes'])
    expect(out.split('\n').length).toBeGreaterThan(50)
    expect(out).toMatch(/^kubelet\.stopped .*[^)]$/m)
    expect(out).toMatch(/^apiserver\.webhook-blocking .*\(no rule yet\)$/m)
    const one = await kubemedic(['causes', 'etcd.down'])
    expect(one.out).toMatch(/^etcd\.down\n {2}\S.*\n {2}Level: cause\n {2}Explains:\n {4}apiserver\./)
  })

  it.each(['bash', 'zsh', 'fish'])('prints a completion script for %s with every command', async (shell) => {
    const { code, out } = await kubemedic(['completion', shell])
    expect(code).toBe(0)
    for (const word of ['diagnose', 'causes', 'completion', 'fail-on']) expect(out).toContain(word)
  })
})
