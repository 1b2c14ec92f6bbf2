import { readFileSync } from 'node:fs'
import { CORE_SCHEMA, load } from 'js-yaml'
import type { z } from 'zod'
import type { AccessRules } from '../access/access.ts'
import { environmentSchema, type ServiceEnvironment } from './environment.ts'
import { type ConfigFile, fileSchema } from './file.ts'

/** How to reach one cluster, beyond what the environment says. */
export interface ClusterConfig {
  readonly name: string
  readonly kubeconfig?: string
  readonly context?: string
}

/** How Slack reaches us. */
export type SlackMode =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string }

/** What `kubemedic serve` runs by, frozen. */
export interface ServiceConfig {
  readonly slack: { readonly botToken: string; readonly apiUrl: string; readonly mode: SlackMode }
  readonly listen: { readonly host: string; readonly port: number }
  readonly logLevel: ServiceEnvironment['LOG_LEVEL']
  /** At least one; the first is the default. */
  readonly clusters: readonly ClusterConfig[]
  readonly access: AccessRules
}

/** The configuration, or everything that is wrong with it: one line each, with the place. */
export type LoadedConfig = { readonly config: ServiceConfig } | { readonly problems: readonly string[] }

type Variables = Readonly<Record<string, string | undefined>>

/** Reads environment and config file. All problems of both are told together. */
export function loadServiceConfig(
  env: Variables,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): LoadedConfig {
  const environment = environmentSchema.safeParse(env)
  const file = readConfigFile(env['KUBEMEDIC_CONFIG'] ?? '', readFile)
  const problems = [
    ...(environment.success ? [] : issueLines(environment.error)),
    ...modeProblems(env),
    ...('problems' in file ? file.problems : []),
  ]
  if (problems.length > 0 || !environment.success || 'problems' in file) return { problems }
  return { config: freeze(toConfig(environment.data, file.parsed)) }
}

/** Asked of the raw variables: an object's own rules are only judged once all of its fields are right. */
function modeProblems(env: Variables): readonly string[] {
  if (env['SLACK_APP_TOKEN'] || env['SLACK_SIGNING_SECRET']) return []
  return ['SLACK_SIGNING_SECRET: is required without SLACK_APP_TOKEN (set either: HTTP mode or Socket Mode)']
}

function readConfigFile(
  path: string,
  readFile: (path: string) => string,
): { readonly parsed: ConfigFile } | { readonly problems: readonly string[] } {
  if (path === '') return { parsed: fileSchema.parse({}) }
  try {
    const result = fileSchema.safeParse(load(readFile(path), { schema: CORE_SCHEMA }) ?? {})
    if (result.success) return { parsed: result.data }
    return { problems: issueLines(result.error).map((line) => `${path}: ${line}`) }
  } catch (error) {
    return { problems: [`${path}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`] }
  }
}

function issueLines({ issues }: z.ZodError): readonly string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${[...issue.path, key].map(String).join('.')}: is not a known setting`)
    }
    const missing = issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined')
    return [`${issue.path.map(String).join('.') || '(file)'}: ${missing ? 'is required' : issue.message}`]
  })
}

function toConfig(env: ServiceEnvironment, file: ConfigFile): ServiceConfig {
  const { guests, connectedWorkspaces, bots } = file.audience
  return {
    slack: { botToken: env.SLACK_BOT_TOKEN, apiUrl: withSlash(env.SLACK_API_URL), mode: modeOf(env) },
    listen: { host: env.HOST, port: env.PORT },
    logLevel: env.LOG_LEVEL,
    clusters: Object.entries(file.clusters).map(([name, cluster]) => ({ name, ...cluster })),
    access: {
      channels: file.channels,
      roles: file.roles,
      allow: { guests, strangers: connectedWorkspaces, bots },
    },
  }
}

function modeOf({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: ServiceEnvironment): SlackMode {
  if (SLACK_APP_TOKEN) return { kind: 'socket', appToken: SLACK_APP_TOKEN }
  return { kind: 'http', signingSecret: SLACK_SIGNING_SECRET ?? '' }
}

/** The client joins method names to it as to a folder. */
function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`
}

function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) freeze(part)
  }
  return Object.freeze(value)
}
