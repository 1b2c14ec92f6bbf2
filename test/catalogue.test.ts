import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collectors } from '../src/collectors/index.ts'
import { causeOf } from '../src/diagnosis/causes/index.ts'
import type { RuleContext } from '../src/diagnosis/rule.ts'
import { rules } from '../src/diagnosis/rules/index.ts'
import { factProviders } from '../src/facts/index.ts'
import { renderRbac } from './rbac-manifest.ts'

const root = new URL('..', import.meta.url).pathname

const context: RuleContext = {
  target: { kind: 'node', name: 'node-3' },
  now: Date.parse('2026-11-23T19:00:00Z'),
  scope: { total: 0, sick: [], level: 'unknown', shared: [] },
}

/** `node` is always `nodeNameOf(target)`; the others are constants of their file. */
const safeInCommands = ['node', 'nodeNameOf(target)', 'shellName(first)', 'component', 'uninitialized']

/** `runtime.down` lives in `runtime/down`. */
function pathOf(cause: string): string {
  return cause.replace('.', '/')
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
}

function sorted(list: readonly string[]): readonly string[] {
  return [...list].sort()
}

describe('rules', () => {
  const causes = rules.map(({ cause }) => cause)

  it('are listed once, in alphabetical order', () => {
    expect(causes).toEqual(sorted([...new Set(causes)]))
  })

  it('have a file named for their cause, and no file is forgotten', () => {
    const files = filesUnder('src/diagnosis/rules').filter((path) =>
      causes.some((cause) => `${pathOf(cause)}.ts` === path),
    )
    expect(sorted(files)).toEqual(sorted(causes.map((cause) => `${pathOf(cause)}.ts`)))
    const written = filesUnder('src/diagnosis/rules').filter((path) =>
      /cause: '/.test(readFileSync(join(root, 'src/diagnosis/rules', path), 'utf8')),
    )
    expect(sorted(written)).toEqual(sorted(files))
  })

  it.each(causes)('%s has its test', (cause) => {
    expect(existsSync(join(root, `test/diagnosis/rules/${pathOf(cause)}.test.ts`))).toBe(true)
  })

  it.each(causes)('%s gives advice that a tired person can follow', (cause) => {
    const advice = rules.find((rule) => rule.cause === cause)?.advice(context) ?? []
    expect(advice.length).toBeGreaterThan(0)
    expect(advice.filter((step) => step.command && !step.answers?.length && !step.risk)).toEqual([])
  })

  it.each(causes)('%s puts no name into a command that a shell would obey', (cause) => {
    const evil = 'node-3; touch /tmp/pwned #'
    const sick = {
      total: 3,
      sick: [evil, `$(${evil})`],
      level: 'group',
      shared: [{ label: 'zone', value: evil }],
    } as const
    const targets = [{ kind: 'node', name: evil }, { kind: 'control-plane' }, { kind: 'cluster' }] as const
    const steps = targets.flatMap((target) => {
      return rules.find((rule) => rule.cause === cause)?.advice({ ...context, target, scope: sick }) ?? []
    })
    expect(JSON.stringify(steps)).not.toContain('pwned')
  })

  it('put nothing into commands but names that passed shellName, and constants', () => {
    const placed = filesUnder('src/diagnosis').flatMap((path) => {
      const text = readFileSync(join(root, 'src/diagnosis', path), 'utf8')
      const commands = [...text.matchAll(/command:\s*`((?:[^`\\]|\\.)*)`/g)].map((match) => match[1] ?? '')
      const names = commands.flatMap((command) =>
        [...command.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? ''),
      )
      return names.filter((name) => !safeInCommands.includes(name)).map((name) => `${path}: ${name}`)
    })
    expect(placed).toEqual([])
  })

  it('are described in their own list', async () => {
    const rows = rules.map((rule) => {
      const { level, meaning } = causeOf(rule.cause)
      return `| \`${rule.cause}\` | ${level} | ${rule.targets.join(', ')} | ${meaning.replaceAll('|', '\\|')} |`
    })
    const table = ['| cause | level | targets | meaning |', '|---|---|---|---|', ...rows].join('\n')
    const text = `# What kubemedic can conclude\n\nMade from the rules in this folder: \`npm run golden:update\`.\n\n${table}\n`
    await expect(text).toMatchFileSnapshot(join(root, 'src/diagnosis/rules/README.md'))
  })
})

describe('README', () => {
  it('shows what is really printed', () => {
    const report = readFileSync(join(root, 'test/golden/kubelet-stopped.txt'), 'utf8').split('\n')
    const shown = report.slice(0, report.indexOf('CHECKED AND FINE')).join('\n').trimEnd()
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    expect(readme).toContain(`<!-- capture:begin -->\n\n\`\`\`\n${shown}\n\`\`\`\n\n<!-- capture:end -->`)
  })
})

describe('collectors', () => {
  const sources = collectors.map(({ source }) => source)

  it('are listed once, in alphabetical order, each in a file of its name with a test', () => {
    expect(sources).toEqual(sorted([...new Set(sources)]))
    expect(sources.filter((source) => !existsSync(join(root, `src/collectors/${source}.ts`)))).toEqual([])
    expect(sources.filter((source) => !existsSync(join(root, `test/collectors/${source}.test.ts`)))).toEqual([])
  })

  it('each have a provider that reads what they collect', () => {
    expect(sorted(factProviders.map(({ source }) => source))).toEqual(sources)
  })

  it('provide every fact that a rule needs', () => {
    const provided = new Set(factProviders.flatMap(({ provides }) => provides))
    const missing = rules.flatMap(({ cause, needs, needsOneOf = [] }) =>
      [...needs, ...needsOneOf].filter((kind) => !provided.has(kind)).map((kind) => `${cause}: ${kind}`),
    )
    expect(missing).toEqual([])
  })

  it('need exactly the permissions in deploy/rbac', async () => {
    const read = renderRbac('read', collectors, 'Rung 1: what the API server tells. Enough for most diagnoses.')
    const kubelet = renderRbac(
      'kubelet',
      collectors,
      'Rung 2, optional: the kubelet through the API server (nodes/proxy).',
    )
    await expect(read).toMatchFileSnapshot(join(root, 'deploy/rbac/read.yaml'))
    await expect(kubelet).toMatchFileSnapshot(join(root, 'deploy/rbac/kubelet.yaml'))
  })
})
