import { randomUUID } from 'node:crypto'
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'
import type { GapReason } from '../diagnosis/evidence.ts'
import { isNodeName } from '../diagnosis/target.ts'
import type { RecordedRun } from '../worker/run-diagnosis.ts'
import { bundleProblem } from './bundle-check.ts'
import { ConfigError } from './config-error.ts'

/** The form of bundles that this version writes and reads. */
const schemaVersion = 1

const time = z.number().int()

/** Reports print commands with the name in them: a file from elsewhere must not bring its own. */
const nodeName = z.string().refine(isNodeName, 'is no node name that Kubernetes allows')

/** Every reason that a gap may have; the compiler misses a forgotten one. */
const gapReasons: Readonly<Record<GapReason, true>> = {
  unauthorized: true,
  forbidden: true,
  'not-found': true,
  timeout: true,
  unavailable: true,
  invalid: true,
  'not-configured': true,
  incomplete: true,
}

/**
 * A recorded run as it lies in a file: everything that was read, already redacted, with the clock it was judged by.
 * The `data` of a piece of evidence has the form that the collector of its `source` gives it.
 */
const bundleSchema = z.object({
  schemaVersion: z.literal(schemaVersion),
  tool: z.object({ name: z.literal('kubemedic'), version: z.string() }),
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('node'), name: nodeName }),
    z.object({ kind: z.literal('control-plane') }),
    z.object({ kind: z.literal('cluster') }),
  ]),
  cluster: z.string(),
  startedAt: time,
  finishedAt: time,
  now: time,
  evidence: z.array(z.object({ source: z.string(), startedAt: time, finishedAt: time, data: z.json() })),
  gaps: z.array(
    z.object({
      source: z.string(),
      reason: z.enum(Object.keys(gapReasons) as GapReason[]),
      detail: z.string(),
    }),
  ),
})

/**
 * Writes a recorded run so that a crash leaves the old file or the new one, never half of it. Only the owner may read
 * it: it holds names and logs of a cluster. An existing file is replaced.
 */
export async function saveBundle(file: string, run: RecordedRun, version: string): Promise<void> {
  const bundle = { schemaVersion, tool: { name: 'kubemedic', version }, ...run }
  try {
    await replaceFile(await finalPath(file), `${JSON.stringify(bundle, undefined, 1)}\n`)
  } catch (cause) {
    throw new ConfigError(`cannot save the bundle ${file}: ${reasonOf(cause)}`, { cause })
  }
}

/** Where a link points to: the link stays. A device such as /dev/stdout must not be replaced by a file. */
async function finalPath(file: string): Promise<string> {
  const path = await realpath(file).catch(() => file)
  const existing = await stat(path).catch(() => undefined)
  if (existing?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
  if (existing && !existing.isFile()) throw new Error('it is no regular file')
  return path
}

async function replaceFile(path: string, text: string): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}`)
  try {
    const handle = await open(unfinished, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Reads a bundle. Throws `ConfigError` with every problem and its path. */
export async function readBundle(file: string): Promise<RecordedRun> {
  const json = parse(file, await read(file))
  const written = json !== null && typeof json === 'object' && 'schemaVersion' in json ? json.schemaVersion : undefined
  if (typeof written === 'number' && written !== schemaVersion) {
    throw new ConfigError(`${file} is a bundle of form ${written}; this kubemedic reads form ${schemaVersion}`)
  }
  const result = bundleSchema.safeParse(json)
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
    throw new ConfigError(`${file} is no kubemedic bundle:\n  ${problems.join('\n  ')}`)
  }
  const { target, cluster, startedAt, finishedAt, now, evidence, gaps } = result.data
  const run = { target, cluster, startedAt, finishedAt, now, evidence, gaps }
  const problem = bundleProblem(run)
  if (problem) throw new ConfigError(`${file} cannot be used: ${problem}`)
  return run
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new ConfigError(`cannot read the bundle ${file}: ${reasonOf(cause)}`, { cause })
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConfigError(`${file} is no kubemedic bundle: it is no JSON`, { cause })
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOSPC: 'no space left',
  EROFS: 'the file system is read-only',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (code || (error instanceof Error ? error.message : String(error)))
}
