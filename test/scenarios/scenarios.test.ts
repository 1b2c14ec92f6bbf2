import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderJson } from '../../src/report/json.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/terminal.ts'
import { type DiagnosisRun, replay } from '../../src/worker/run-diagnosis.ts'
import { slackProblems } from '../report/block-kit/slack-problems.ts'
import { diagnoseScenario, playScenario } from './run-scenario.ts'
import { readScenarios, type Scenario } from './scenario.ts'
import { slackThread, threadJson } from './slack-thread.ts'

const scenarios = readScenarios()
const runs = new Map<string, DiagnosisRun>()
const golden = new URL('../golden/', import.meta.url).pathname

beforeAll(async () => {
  for (const scenario of scenarios) {
    runs.set(scenario.name, await diagnoseScenario(scenario, await playScenario(scenario)))
  }
}, 180_000)

afterAll(() => {
  const rows = scenarios.map((scenario) => {
    const found = foundIn(scenario)
    const mark = found === scenario.expect.rootCause ? 'ok   ' : 'WRONG'
    return `${mark} ${scenario.name.padEnd(42)} ${scenario.target.padEnd(14)} ${found ?? '-'}`
  })
  process.stdout.write(`\nScenario, target, root cause found:\n${rows.join('\n')}\n`)
})

function runOf({ name }: Scenario): DiagnosisRun {
  const run = runs.get(name)
  if (!run) throw new Error(`${name} did not run`)
  return run
}

function foundIn({ name }: Scenario): string | null | undefined {
  const run = runs.get(name)
  return run && (run.diagnosis.rootCause?.cause ?? null)
}

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (name, scenario) => {
  it('finds the expected root cause', () => {
    const { diagnosis } = runOf(scenario)
    expect(diagnosis.rootCause?.cause ?? null).toBe(scenario.expect.rootCause)
    expect(diagnosis.rootCause?.alternatives ?? []).toEqual(scenario.expect.alternatives ?? [])
    expect(diagnosis.findings.map(({ cause }) => cause)).toEqual(expect.arrayContaining(scenario.expect.findings))
  })

  it('raises nothing above information without a root cause', () => {
    const { rootCause, findings } = runOf(scenario).diagnosis
    if (rootCause === null) expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([])
    else expect(findings.find(({ cause }) => cause === rootCause.cause)?.severity).not.toBe('info')
  })

  it('gives the same diagnosis from its record, byte for byte', () => {
    const { diagnosis, record } = runOf(scenario)
    expect(renderJson(replay(JSON.parse(JSON.stringify(record))))).toBe(renderJson(diagnosis))
  })

  it('reads like the golden report in every voice', async () => {
    const { diagnosis } = runOf(scenario)
    await expect(renderText(diagnosis, { color: false, width: 80 })).toMatchFileSnapshot(join(golden, `${name}.txt`))
    await expect(renderMarkdown(diagnosis)).toMatchFileSnapshot(join(golden, `${name}.md`))
    await expect(renderJson(diagnosis)).toMatchFileSnapshot(join(golden, `${name}.json`))
    await expect(threadJson(diagnosis)).toMatchFileSnapshot(join(golden, `${name}.blocks.json`))
  })

  it('shows nothing in Slack that Slack would refuse', () => {
    expect(slackThread(runOf(scenario).diagnosis).flatMap(slackProblems)).toEqual([])
  })
})
