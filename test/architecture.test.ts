import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname

/**
 * What each folder of src/ may import: other folders of src/ (`types` = types only) and third-party packages at run time.
 * A folder that is not listed fails, so that this table stays the map of the code base.
 */
const allowed: Readonly<
  Record<string, { src: readonly string[]; types?: readonly string[]; packages?: RegExp; typePackages?: RegExp }>
> = {
  diagnosis: { src: [] },
  facts: { src: ['diagnosis'], types: ['collectors'] },
  redaction: { src: [] },
  report: { src: ['diagnosis', 'redaction'], typePackages: /^@slack\/types$/ },
  collectors: { src: ['diagnosis'] },
  worker: {
    src: ['collectors', 'facts', 'diagnosis', 'redaction', 'queue', 'report'],
    types: ['delivery'],
  },
  adapters: {
    src: ['collectors', 'diagnosis', 'redaction', 'version.ts'],
    types: ['worker', 'access', 'delivery', 'intake', 'log.ts', 'queue'],
    packages: /^(node:|undici$|zod$|js-yaml$|pino$|@kubernetes\/client-node|@slack\/(bolt|web-api)$)/,
  },
  playground: {
    src: ['diagnosis', 'worker', 'report', 'adapters', 'cli', 'config.ts'],
    packages: /^(node:|@peculiar\/x509$|reflect-metadata$|ws$)/,
  },
  queue: { src: ['diagnosis'] },
  delivery: { src: ['queue', 'diagnosis'], typePackages: /^@slack\/types$/ },
  access: { src: [] },
  intake: {
    src: ['access', 'delivery', 'diagnosis', 'queue', 'redaction', 'report'],
    types: ['log.ts', 'worker'],
    typePackages: /^@slack\/(bolt|types)$/,
  },
  'config.ts': { src: [], packages: /^(node:|zod$)/ },
  config: { src: [], types: ['access'], packages: /^(node:|zod$|js-yaml$)/ },
  'log.ts': { src: [] },
  'version.ts': { src: [] },
  cli: {
    src: [
      ...['adapters', 'collectors', 'config', 'config.ts', 'diagnosis', 'main.ts'],
      ...['report', 'redaction', 'version.ts', 'worker'],
    ],
    packages: /^(node:|commander$)/,
  },
  'main.ts': {
    src: ['access', 'adapters', 'delivery', 'intake', 'queue', 'version.ts', 'worker'],
    types: ['config', 'log.ts'],
  },
  'cli.ts': { src: ['cli', 'config.ts', 'adapters', 'report', 'worker', 'diagnosis'], packages: /^(node:|commander$)/ },
}

interface Import {
  readonly from: string
  readonly specifier: string
  readonly typeOnly: boolean
}

function sourceFiles(): readonly string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
}

function importsOf(path: string): readonly Import[] {
  const text = readFileSync(join(root, 'src', path), 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|\bimport\('([^']+)'\)/gm)
  return [...statements].map((match) => ({
    from: path,
    specifier: match[2] ?? match[3] ?? '',
    typeOnly: match[1] !== undefined,
  }))
}

/** The folder of src/ (or the file directly in it) that a path belongs to. */
function room(path: string): string {
  return path.split(sep)[0] ?? path
}

function problemOf({ from, specifier, typeOnly }: Import): string | undefined {
  const rules = allowed[room(from)]
  if (!rules) return `${from}: no rule for ${room(from)} in this table`
  if (!specifier.startsWith('.')) {
    return (typeOnly ? rules.typePackages : rules.packages)?.test(specifier) || rules.packages?.test(specifier)
      ? undefined
      : `${from} imports ${specifier}`
  }
  const target = room(relative(join(root, 'src'), join(root, 'src', from, '..', specifier)))
  if (target === room(from) || rules.src.includes(target)) return undefined
  return typeOnly && rules.types?.includes(target) ? undefined : `${from} imports ${target} (${specifier})`
}

describe('architecture', () => {
  it('keeps every import inside the table', () => {
    expect(sourceFiles().flatMap(importsOf).map(problemOf).filter(Boolean)).toEqual([])
  })

  it('sees a forbidden import', () => {
    const planted = { specifier: 'pino', typeOnly: false, from: 'diagnosis/rules/node/not-ready.ts' }
    expect(problemOf(planted)).toBe('diagnosis/rules/node/not-ready.ts imports pino')
    expect(problemOf({ ...planted, specifier: '../../../collectors/collector.ts' })).toContain('imports collectors')
  })

  it('keeps files small enough to read', () => {
    const long = sourceFiles().filter((path) => readFileSync(join(root, 'src', path), 'utf8').split('\n').length > 220)
    expect(long).toEqual([])
  })
})
