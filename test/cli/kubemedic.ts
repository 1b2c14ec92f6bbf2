import { type execFile, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = new URL('../..', import.meta.url).pathname

/** How a process ended and what it wrote. */
export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

let bundle: Promise<string> | undefined

/** The command line as it is installed: the bundle, made once from the sources as they are now. */
export function bundledCli(): Promise<string> {
  bundle ??= makeBundle()
  return bundle
}

async function makeBundle(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'kubemedic-cli-')), 'dist')
  const { code, err } = await end(spawn(process.execPath, [join(root, 'deploy/bundle.mjs'), folder]))
  if (code !== 0) throw new Error(`deploy/bundle.mjs failed: ${err}`)
  return join(folder, 'cli.js')
}

/** The environment of somebody who has set nothing. */
const bareEnvironment = { PATH: process.env['PATH'], HOME: '/nonexistent' }

/** Runs the bundle with these words. */
export async function kubemedic(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return end(await start(words, env))
}

/** Starts the bundle with these words. */
export async function start(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [await bundledCli(), ...words], { env: { ...bareEnvironment, ...env } })
}

/** Waits for the end of a process. */
export function end(child: ReturnType<typeof execFile>): Promise<Outcome> {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}
