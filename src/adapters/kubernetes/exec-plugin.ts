import { spawn } from 'node:child_process'
import * as z from 'zod'
import { timeLimit } from '../../collectors/time-limit.ts'
import { ConfigError } from '../config-error.ts'
import type { KubeconfigCluster, KubeconfigExec } from './kubeconfig-schema.ts'
import { bytesOf } from './pem.ts'

/** What a credential plugin answered. */
export interface PluginCredential {
  readonly token?: string
  /** PEM. */
  readonly clientCertificateData?: string
  /** PEM. */
  readonly clientKeyData?: string
  /** Absent: good as long as the process lives. */
  readonly expirationTimestamp?: string
}

/** How a plugin is called. */
export interface PluginCall {
  readonly exec: KubeconfigExec
  /** Told to the plugin when it asks for it. */
  readonly cluster: Partial<KubeconfigCluster>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** A person sits at the terminal and may be asked. */
  readonly interactive: boolean
  readonly signal?: AbortSignal
  /** How long it may take, in milliseconds. */
  readonly limitMs: number
}

/** Longest answer that is read, in characters. */
const longestAnswer = 1024 * 1024

const answerSchema = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
})

/**
 * Runs a credential plugin without a shell (Kubernetes docs, "client-go credential plugins").
 * Throws `ConfigError` that names the command.
 */
export async function runExecPlugin(call: PluginCall): Promise<PluginCredential> {
  const { command, interactiveMode } = call.exec
  if (interactiveMode === 'Always' && !call.interactive) {
    throw new ConfigError(`the credential plugin "${command}" wants to ask a person, and there is no terminal`)
  }
  const answer = answerSchema.safeParse(parseAnswer(command, await outputOf(call)))
  if (!answer.success) {
    const problems = answer.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`the credential plugin "${command}" gave no ExecCredential: ${problems.join('; ')}`)
  }
  return answer.data.status
}

function parseAnswer(command: string, output: string): unknown {
  try {
    return JSON.parse(output)
  } catch (cause) {
    throw new ConfigError(`the credential plugin "${command}" printed no JSON`, { cause })
  }
}

async function outputOf(call: PluginCall): Promise<string> {
  const { signal, end } = timeLimit(call.limitMs, call.signal ?? new AbortController().signal, () => new Error('late'))
  try {
    return await runWithin(call, signal)
  } finally {
    end()
  }
}

function runWithin(call: PluginCall, signal: AbortSignal): Promise<string> {
  const { exec } = call
  return new Promise((resolve, reject) => {
    const child = spawn(exec.command, exec.args, {
      env: pluginEnvironment(call),
      // Its own prompts ("open this address in a browser") are for the person; otherwise they explain a failure.
      stdio: [asksPerson(call) ? 'inherit' : 'ignore', 'pipe', call.interactive ? 'inherit' : 'pipe'],
      signal,
      killSignal: 'SIGKILL',
    })
    let output = ''
    let complaint = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length < longestAnswer) output += chunk
    })
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      complaint = (complaint + chunk).slice(-2000)
    })
    child.on('error', (cause) => {
      // What the plugin has started may hold the pipes open, and us with them.
      child.stdout?.destroy()
      child.stderr?.destroy()
      reject(startError(call, cause))
    })
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(exitError(exec, code, complaint))))
  })
}

function asksPerson({ exec, interactive }: PluginCall): boolean {
  return interactive && exec.interactiveMode !== 'Never'
}

function startError({ exec: { command, installHint }, limitMs }: PluginCall, cause: Error): ConfigError {
  if (cause.name === 'AbortError') {
    const limit = `the time limit of ${limitMs / 1000} s`
    return new ConfigError(`the credential plugin "${command}" did not end within ${limit}`, { cause })
  }
  const missing = 'code' in cause && cause.code === 'ENOENT'
  const why = missing ? 'no such command' : cause.message
  const hint = installHint ? `\n${installHint.trim()}` : ''
  return new ConfigError(`the credential plugin "${command}" cannot be started: ${why}${hint}`, { cause })
}

function exitError({ command }: KubeconfigExec, code: number | null, complaint: string): ConfigError {
  const last = complaint.trim().split('\n').slice(-3).join(' ')
  return new ConfigError(`the credential plugin "${command}" failed with exit code ${code}${last ? `: ${last}` : ''}`)
}

function pluginEnvironment(call: PluginCall): Record<string, string | undefined> {
  const info = {
    apiVersion: call.exec.apiVersion ?? 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    spec: { interactive: asksPerson(call), cluster: call.exec.provideClusterInfo ? clusterInfo(call) : undefined },
  }
  const own = Object.fromEntries(call.exec.env.map(({ name, value }) => [name, value]))
  return { ...call.environment, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) }
}

function clusterInfo({ cluster }: PluginCall): Readonly<Record<string, unknown>> {
  const extension = cluster.extensions?.find(({ name }) => name === 'client.authentication.k8s.io/exec')
  return {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'],
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'],
    'certificate-authority-data': bytesOf(
      cluster['certificate-authority-data'],
      cluster['certificate-authority'],
      'certificate-authority',
    )?.toString('base64'),
    'proxy-url': cluster['proxy-url'],
    'disable-compression': cluster['disable-compression'],
    config: extension?.extension,
  }
}
