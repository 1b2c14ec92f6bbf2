import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseConnection } from '../../../src/adapters/kubernetes/connection.ts'
import { loadConfig } from '../../../src/config.ts'
import { folderWith, kubeconfig } from './cluster-server.ts'

function config(names: readonly string[], server: string, current?: string): string {
  return [
    'apiVersion: v1',
    'kind: Config',
    `clusters: [${names.map((name) => `{name: ${name}, cluster: {server: '${server}'}}`).join(', ')}]`,
    `contexts: [${names.map((name) => `{name: ${name}, context: {cluster: ${name}, user: ""}}`).join(', ')}]`,
    'users: null',
    `current-context: ${current ?? '""'}`,
  ].join('\n')
}

describe('kubeconfig', () => {
  it('merges the files of KUBECONFIG: the first word counts, missing files do not', () => {
    const folder = folderWith({
      a: config(['dev'], 'https://a:6443'),
      b: config(['dev', 'prod'], 'https://b:6443', 'prod'),
      c: config(['prod'], 'https://c:6443', 'dev'),
    })
    const files = ['a', 'missing', 'b', 'c'].map((name) => join(folder, name))
    const { kubernetes } = loadConfig({ KUBECONFIG: files.join(delimiter) })
    expect(chooseConnection(kubernetes)).toMatchObject({ name: 'prod', cluster: { server: 'https://b:6443' } })
    expect(chooseConnection({ ...kubernetes, context: 'dev' }).cluster.server).toBe('https://a:6443')
  })

  it('looks into ~/.kube/config without KUBECONFIG', () => {
    const home = folderWith({})
    mkdirSync(join(home, '.kube'))
    writeFileSync(join(home, '.kube/config'), config(['only'], 'https://home:6443', 'only'))
    expect(chooseConnection(loadConfig({ HOME: home }).kubernetes).name).toBe('only')
  })

  it('keeps tokens and names of digits as they are written', () => {
    const text = `{"clusters":[{"name":"007","cluster":{"server":"https://x"}}],
      "users":[{"name":"1e3","user":{"token":"00123"}}],
      "contexts":[{"name":"2026-01-01","context":{"cluster":"007","user":"1e3"}}],"current-context":"2026-01-01"}`
    const yaml = text.replaceAll('"', '').replaceAll(':', ': ').replace('https: //x', "'https://x'")
    for (const content of [text, yaml]) {
      const connection = chooseConnection({ kubeconfig: join(folderWith({ k: content }), 'k'), kubeconfigFiles: [] })
      expect(connection).toMatchObject({ name: '2026-01-01', user: { token: '00123' } })
    }
  })

  it('names the nearest contexts when there is none of that name', () => {
    const folder = folderWith({ k: config(['staging', 'production'], 'https://x', 'staging') })
    const request = { kubeconfig: join(folder, 'k'), kubeconfigFiles: [] }
    expect(() => chooseConnection({ ...request, context: 'prodction' })).toThrow(/did you mean production\?/)
    expect(() => chooseConnection({ ...request, context: 'zzz' })).toThrow(/it has staging, production/)
  })

  it('asks for a context when none is current', () => {
    const folder = folderWith({ k: config(['staging', 'production'], 'https://x') })
    const request = { kubeconfig: join(folder, 'k'), kubeconfigFiles: [] }
    expect(() => chooseConnection(request)).toThrow(/choose one with --context: staging, production/)
  })

  it('says where it looked when nothing is configured', () => {
    const { kubernetes } = loadConfig({ HOME: '/nonexistent' })
    expect(() => chooseConnection(kubernetes)).toThrow(/no cluster is configured: looked in \/nonexistent\/\.kube/)
  })

  it.each([
    ['a missing file', undefined, /cannot read the kubeconfig .*: there is no such file/],
    ['broken YAML', 'clusters: [', /neither YAML nor JSON/],
    ['a list for a map', 'clusters: {a: 1}\ncontexts: 5', /clusters: .*\n {2}contexts: /],
    ['a dangling cluster', 'contexts: [{name: x, context: {cluster: y}}]\ncurrent-context: x', /names the cluster "y"/],
    [
      'a dangling user',
      kubeconfig({ server: 'https://x' }, {}).replace('"name":"tester"', '"name":"other"'),
      /"tester"/,
    ],
    ['a cluster without server', kubeconfig({}), /has no server/],
    ['nothing', '', /no cluster is configured/],
  ])('refuses %s with a clear word', (_, content, message) => {
    const file = join(folderWith(content === undefined ? {} : { config: content }), 'config')
    expect(() => chooseConnection({ kubeconfig: file, kubeconfigFiles: [] })).toThrow(message)
  })
})
