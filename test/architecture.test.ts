import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname

interface Allowed {
  /** Other rooms of src/. */
  readonly src: readonly string[]
  /** Other rooms, for their types alone. */
  readonly types?: readonly string[]
  /** Third-party packages and Node's own modules. */
  readonly packages?: RegExp
  /** Third-party packages, for their types alone. */
  readonly typePackages?: RegExp
}

/**
 * What each room of src/ may import. A room is a folder of src/ (of src/playground/ too) or a file directly in src/. A room
 * that is not listed fails, and so does a permission that nobody uses, so that this table stays the map of the code base.
 */
const allowed: Readonly<Record<string, Allowed>> = {
  access: { src: [] },
  adapters: {
    src: ['collectors', 'diagnosis', 'redaction', 'version.ts'],
    types: ['access', 'delivery', 'intake', 'log.ts', 'queue', 'worker'],
    packages: /^(node:|undici$|zod$|js-yaml$|pino$|@kubernetes\/client-node\/|@slack\/(bolt|web-api)$)/,
  },
  cli: {
    src: ['adapters', 'config', 'diagnosis', 'main.ts', 'redaction', 'report', 'version.ts', 'worker'],
    types: ['config.ts'],
    packages: /^commander$/,
  },
  'cli.ts': { src: ['cli', 'config.ts'] },
  collectors: { src: ['diagnosis'] },
  config: { src: [], types: ['access'], packages: /^(node:|zod$|js-yaml$)/ },
  'config.ts': { src: [], packages: /^node:/ },
  delivery: { src: [], types: ['diagnosis', 'queue'], typePackages: /^@slack\/types$/ },
  diagnosis: { src: [] },
  facts: { src: ['diagnosis'], types: ['collectors'] },
  intake: {
    src: ['diagnosis', 'queue', 'redaction', 'report'],
    types: ['access', 'delivery', 'log.ts', 'worker'],
    typePackages: /^@slack\/(bolt|types)$/,
  },
  'log.ts': { src: [] },
  'main.ts': {
    src: ['access', 'adapters', 'delivery', 'intake', 'queue', 'version.ts', 'worker'],
    types: ['config', 'log.ts'],
  },
  'playground/cluster': {
    src: [],
    types: ['diagnosis'],
    packages: /^(node:|@peculiar\/x509$|reflect-metadata$)/,
  },
  'playground/demo': {
    src: ['cli', 'config.ts', 'main.ts', 'playground/cluster', 'playground/workspace', 'report'],
    types: ['config', 'log.ts'],
    packages: /^node:/,
  },
  'playground/workspace': {
    src: [],
    types: ['diagnosis', 'playground/cluster'],
    packages: /^(node:|ws$)/,
  },
  queue: { src: ['diagnosis'] },
  redaction: { src: [] },
  report: { src: ['diagnosis', 'redaction'], typePackages: /^@slack\/types$/ },
  'version.ts': { src: [] },
  worker: { src: ['collectors', 'diagnosis', 'facts', 'queue', 'redaction', 'report'], types: ['delivery'] },
}

/** Rooms whose answer depends on what they are given and nothing else: no clock, chance, process, network or timer. */
const pure = ['access', 'diagnosis', 'facts', 'redaction', 'report']

/** Reads of the outside world that need no import. */
const worldly =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\b(?:process|performance|crypto|console)\.\w|\bglobalThis\b|\b(?:fetch|setTimeout|setInterval|setImmediate|queueMicrotask)\(/

interface Import {
  readonly from: string
  readonly specifier: string
  readonly typeOnly: boolean
}

function sourceFiles(): readonly string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
}

function importsOf(path: string): readonly Import[] {
  return importsIn(path, readFileSync(join(root, 'src', path), 'utf8'))
}

/** Static imports and re-exports, imports for their effect alone, `import()` as expression or type, and `require`. */
function importsIn(from: string, text: string): readonly Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\b(?:import|require)\(['"]([^'"]+)['"]\)/gm,
  )
  return [...statements].map(([, type, named, bare, called]) => ({
    from,
    specifier: named ?? bare ?? called ?? '',
    typeOnly: type !== undefined,
  }))
}

/** The room that a path belongs to. */
function room(path: string): string {
  const [first = path, second] = path.split(sep)
  return first === 'playground' && second ? `${first}/${second}` : first
}

/** The room that an import leads to; undefined for a package. */
function targetOf({ from, specifier }: Import): string | undefined {
  return specifier.startsWith('.')
    ? room(relative(join(root, 'src'), join(root, 'src', from, '..', specifier)))
    : undefined
}

function problemOf(found: Import): string | undefined {
  const { from, specifier, typeOnly } = found
  const rules = allowed[room(from)]
  if (!rules) return `${from}: no rule for ${room(from)} in this table`
  const target = targetOf(found)
  if (target === undefined) {
    const fits = rules.packages?.test(specifier) || (typeOnly && rules.typePackages?.test(specifier))
    return fits ? undefined : `${from} imports ${specifier}`
  }
  if (target === room(from) || rules.src.includes(target)) return undefined
  return typeOnly && rules.types?.includes(target) ? undefined : `${from} imports ${target} (${specifier})`
}

/** Permissions of the table that no import needs. */
function unusedPermissions(imports: readonly Import[]): readonly string[] {
  const used = new Set(imports.map((found) => `${room(found.from)} → ${targetOf(found)}`))
  return Object.entries(allowed)
    .flatMap(([from, { src, types = [] }]) => [...src, ...types].map((target) => `${from} → ${target}`))
    .filter((permission) => !used.has(permission))
}

/** Lines of code, without comments, that read the outside world. */
function worldlyLines(path: string, text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<=^|\s)\/\/ .*$/gm, '')
  return code
    .split('\n')
    .filter((line) => worldly.test(line))
    .map((line) => `${path}: ${line.trim()}`)
}

describe('architecture', () => {
  it('keeps every import inside the table', () => {
    expect(sourceFiles().flatMap(importsOf).map(problemOf).filter(Boolean)).toEqual([])
  })

  it('sees a forbidden import', () => {
    const planted = { specifier: 'pino', typeOnly: false, from: 'diagnosis/rules/node/not-ready.ts' }
    expect(problemOf(planted)).toBe('diagnosis/rules/node/not-ready.ts imports pino')
    expect(problemOf({ ...planted, typeOnly: true })).toBe('diagnosis/rules/node/not-ready.ts imports pino')
    expect(problemOf({ ...planted, specifier: '../../../collectors/collector.ts' })).toContain('imports collectors')
    expect(problemOf({ ...planted, from: 'delivery/plan.ts', specifier: '@slack/types' })).toContain(
      'imports @slack/types',
    )
    expect(problemOf({ ...planted, from: 'new-room/a.ts' })).toContain('no rule for new-room')
  })

  it.each([
    ["import 'pino'", 'pino', false],
    ["import {\n  pino,\n} from 'pino'", 'pino', false],
    ["import type { Logger } from 'pino'", 'pino', true],
    ["export * from 'pino'", 'pino', false],
    ["const { pino } = await import('pino')", 'pino', false],
    ["let log: import('pino').Logger", 'pino', false],
    ["const pino = require('pino')", 'pino', false],
  ])('reads %j', (text, specifier, typeOnly) => {
    expect(importsIn('a.ts', text)).toEqual([{ from: 'a.ts', specifier, typeOnly }])
  })

  it('allows nothing that nobody imports', () => {
    expect(unusedPermissions(sourceFiles().flatMap(importsOf))).toEqual([])
  })

  it('keeps clock, chance and process out of the pure rooms', () => {
    const inside = sourceFiles().filter((path) => pure.includes(room(path)))
    const found = inside.flatMap((path) => worldlyLines(path, readFileSync(join(root, 'src', path), 'utf8')))
    expect(found).toEqual([])
  })

  it.each(['const now = Date.now()', 'return new Date()', 'Math.random()', 'process.env.HOME', 'setTimeout(f, 1)'])(
    'sees %s',
    (line) => expect(worldlyLines('a.ts', `/** Date.now() */\n${line}\n// Math.random()`)).toEqual([`a.ts: ${line}`]),
  )

  it('keeps files small enough to read', () => {
    const long = sourceFiles().filter((path) => readFileSync(join(root, 'src', path), 'utf8').split('\n').length > 220)
    expect(long).toEqual([])
  })
})
