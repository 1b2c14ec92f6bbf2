import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { environmentSchema } from '../../src/config/environment.ts'
import { type LoadedConfig, loadServiceConfig, type ServiceConfig } from '../../src/config/service.ts'

const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-signing-secret' }

function load(env: Record<string, string>, file?: string): LoadedConfig {
  return loadServiceConfig(file === undefined ? env : { ...env, KUBEMEDIC_CONFIG: '/etc/k.yaml' }, () => file ?? '')
}

function configOf(loaded: LoadedConfig): ServiceConfig {
  if ('config' in loaded) return loaded.config
  throw new Error(loaded.problems.join('\n'))
}

function problemsOf(loaded: LoadedConfig): readonly string[] {
  return 'problems' in loaded ? loaded.problems : []
}

describe('loadServiceConfig', () => {
  it('needs no more than a bot token and a signing secret', () => {
    expect(configOf(load(http))).toEqual({
      slack: {
        botToken: 'xoxb-1',
        apiUrl: 'https://slack.com/api/',
        mode: { kind: 'http', signingSecret: 'a-signing-secret' },
      },
      listen: { host: '0.0.0.0', port: 3000 },
      logLevel: 'info',
      clusters: [{ name: 'default' }],
      access: {
        channels: [],
        allow: { guests: false, strangers: false, bots: false },
        roles: { viewer: [], operator: [], approver: [] },
      },
    })
  })

  it('chooses Socket Mode when there is an app-level token', () => {
    const { slack } = configOf(load({ ...http, SLACK_APP_TOKEN: 'xapp-1' }))
    expect(slack.mode).toEqual({ kind: 'socket', appToken: 'xapp-1' })
  })

  it('takes an empty variable for one that is not set', () => {
    const config = configOf(load({ ...http, SLACK_APP_TOKEN: '', PORT: '', LOG_LEVEL: '', KUBEMEDIC_CONFIG: '' }))
    expect([config.slack.mode.kind, config.listen.port, config.logLevel]).toEqual(['http', 3000, 'info'])
  })

  it('ends the API URL with a slash, as the client needs it', () => {
    expect(configOf(load({ ...http, SLACK_API_URL: 'http://localhost:1/api' })).slack.apiUrl).toBe(
      'http://localhost:1/api/',
    )
  })

  it('reads clusters, channels, roles and audience from YAML', () => {
    const file = [
      'clusters:',
      '  production: { kubeconfig: /k/prod, context: admin@prod }',
      '  staging:',
      'channels: [C0OPS]',
      'roles: { operator: [S0ONCALL], approver: [U0ADMIN] }',
      'audience: { guests: true }',
    ].join('\n')
    const { clusters, access } = configOf(load(http, file))
    expect(clusters).toEqual([
      { name: 'production', kubeconfig: '/k/prod', context: 'admin@prod' },
      { name: 'staging' },
    ])
    expect(access).toEqual({
      channels: ['C0OPS'],
      roles: { viewer: [], operator: ['S0ONCALL'], approver: ['U0ADMIN'] },
      allow: { guests: true, strangers: false, bots: false },
    })
  })

  it('tells all problems of environment and file together, each with its place', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxp-user', PORT: '70000', LOG_LEVEL: 'loud', SLACK_API_URL: 'slack.com' }
    const file = 'clusters: { Prod: {}, a: { contxt: x } }\nchannels: [ops]\nroles: { viewer: [memberA] }\nguests: true'
    const problems = problemsOf(load(env, file))
    const places = problems.map((line) => line.replace('/etc/k.yaml: ', '').split(':')[0])
    expect(places.toSorted()).toEqual([
      'LOG_LEVEL',
      'PORT',
      'SLACK_API_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'channels.0',
      'clusters.Prod',
      'clusters.a.contxt',
      'guests',
      'roles.viewer.0',
    ])
    expect(problems).toContain('/etc/k.yaml: guests: is not a known setting')
    expect(problems).toContain('/etc/k.yaml: channels.0: must be a channel id such as C0123456789')
  })

  it('says what is required', () => {
    expect(problemsOf(load({}))).toEqual([
      'SLACK_BOT_TOKEN: is required',
      'SLACK_SIGNING_SECRET: is required without SLACK_APP_TOKEN (set either: HTTP mode or Socket Mode)',
    ])
  })

  it.each([
    ['a: [', /^\/etc\/k\.yaml: .+/],
    ['just a text', /^\/etc\/k\.yaml: \(file\): /],
    ['clusters: {}', /^\/etc\/k\.yaml: clusters: must name at least one cluster$/],
  ])('tells in one line that %j is no configuration', (file, line) => {
    const problems = problemsOf(load(http, file))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(line)
    expect(problems[0]).not.toContain('\n')
  })

  it('tells that the file cannot be read', () => {
    const problems = problemsOf(loadServiceConfig({ ...http, KUBEMEDIC_CONFIG: '/nonexistent/k.yaml' }))
    expect(problems).toEqual([expect.stringMatching(/^\/nonexistent\/k\.yaml: ENOENT/)])
  })

  it('is frozen through and through', () => {
    const config = configOf(load(http))
    expect(Object.isFrozen(config.access.roles.viewer)).toBe(true)
    expect(Object.isFrozen(config.clusters[0])).toBe(true)
  })
})

describe('.env.example', () => {
  it('has every variable with its comment and default, and nothing else', () => {
    const expected = Object.entries(environmentSchema.shape).map(([name, schema]) => {
      const { data } = schema.safeParse(undefined)
      return `# ${schema.description}\n${name}=${data === undefined ? '' : String(data)}`
    })
    const [, ...blocks] = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n\n')
    expect(blocks).toEqual(expected)
  })
})
