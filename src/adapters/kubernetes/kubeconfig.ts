import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { boolCoreTag, FAILSAFE_SCHEMA, load, mergeTag, nullCoreTag } from 'js-yaml'
import type * as z from 'zod'
import { ConfigError } from '../config-error.ts'
import { type KubeconfigCluster, type KubeconfigUser, kubeconfigSchema } from './kubeconfig-schema.ts'

/** Several kubeconfig files as one, as kubectl merges them. File names inside are absolute. */
export interface Kubeconfig {
  /** The files that were read. */
  readonly files: readonly string[]
  readonly clusters: ReadonlyMap<string, KubeconfigCluster>
  readonly users: ReadonlyMap<string, KubeconfigUser>
  readonly contexts: ReadonlyMap<string, { readonly cluster?: string; readonly user?: string }>
  readonly currentContext: string | undefined
}

/** Numbers and dates stay text: a token of digits must not lose its leading zero. */
const yamlSchema = FAILSAFE_SCHEMA.withTags(nullCoreTag, boolCoreTag, mergeTag)

/**
 * Reads and merges kubeconfig files. The first file that defines an entry, or the current context, wins
 * (Kubernetes docs, "Merging kubeconfig files"). Throws `ConfigError` for a file that cannot be used.
 */
export function readKubeconfig(files: readonly string[], missing: 'skip' | 'refuse'): Kubeconfig {
  const merged: Merged = {
    files: [],
    clusters: new Map(),
    users: new Map(),
    contexts: new Map(),
    currentContext: undefined,
  }
  for (const file of files) {
    const text = readText(file, missing)
    if (text !== undefined) addFile(merged, file, parseKubeconfig(file, text))
  }
  return merged
}

interface Merged extends Kubeconfig {
  files: string[]
  clusters: Map<string, KubeconfigCluster>
  users: Map<string, KubeconfigUser>
  contexts: Map<string, { cluster?: string; user?: string }>
  currentContext: string | undefined
}

function addFile(merged: Merged, file: string, parsed: z.infer<typeof kubeconfigSchema>): void {
  const folder = dirname(resolve(file))
  merged.files.push(file)
  merged.currentContext ||= parsed['current-context']
  for (const { name, cluster } of parsed.clusters) {
    if (cluster) addFirst(merged.clusters, name, withAbsoluteFiles(cluster, ['certificate-authority'], folder))
  }
  for (const { name, user } of parsed.users) addFirst(merged.users, name, absoluteUser(user, folder))
  for (const { name, context } of parsed.contexts) if (context) addFirst(merged.contexts, name, context)
}

function readText(file: string, missing: 'skip' | 'refuse'): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOENT' && missing === 'skip') return undefined
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'permission denied' : String(code)
    throw new ConfigError(`cannot read the kubeconfig ${file}: ${why}`, { cause })
  }
}

function parseKubeconfig(file: string, text: string): z.infer<typeof kubeconfigSchema> {
  if (text.trim() === '') return kubeconfigSchema.parse({})
  const result = kubeconfigSchema.safeParse(parseYaml(file, text) ?? {})
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
  throw new ConfigError(`${file} is no valid kubeconfig:\n  ${problems.join('\n  ')}`)
}

function parseYaml(file: string, text: string): unknown {
  try {
    return load(text, { schema: yamlSchema })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new ConfigError(`${file} is neither YAML nor JSON: ${why}`, { cause })
  }
}

function addFirst<T>(entries: Map<string, T>, name: string, entry: T): void {
  if (!entries.has(name)) entries.set(name, entry)
}

function absoluteUser(user: KubeconfigUser, folder: string): KubeconfigUser {
  const files = withAbsoluteFiles(user, ['client-certificate', 'client-key', 'tokenFile'], folder)
  // A bare command is looked up on PATH; one with a folder in it is relative to the file, as in client-go.
  if (!files.exec || !/[/\\]/.test(files.exec.command)) return files
  return { ...files, exec: { ...files.exec, command: resolve(folder, files.exec.command) } }
}

function withAbsoluteFiles<T extends object>(entry: T, fields: readonly (keyof T)[], folder: string): T {
  const copy = { ...entry }
  for (const field of fields) {
    const file = copy[field]
    if (typeof file === 'string' && file !== '') copy[field] = resolve(folder, file) as T[keyof T]
  }
  return copy
}
