import { readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import type { Target } from '../../src/diagnosis/target.ts'
import { formatTarget } from '../../src/diagnosis/target.ts'
import { runDiagnosis } from '../../src/worker/run-diagnosis.ts'
import { expectations } from './expectations.ts'
import { recordedCluster } from './recorded-cluster.ts'

/** Longer than the slowest collector waits. */
const wholeRunMs = 15_000

const rows: string[] = []

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(timeoutOnFakeClock)
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

afterAll(() => {
  process.stdout.write(`\nRecorded state, target, root cause found:\n${rows.join('\n')}\n`)
})

/** Node's own `AbortSignal.timeout` follows the wall clock, whatever timers are faked. */
function timeoutOnFakeClock(limitMs: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new DOMException('The operation timed out', 'TimeoutError')), limitMs)
  return controller.signal
}

async function diagnose(state: string, kind: 'node' | 'control-plane'): Promise<Diagnosis> {
  const { now, node, read } = recordedCluster(state, 'as-recorded')
  vi.setSystemTime(now)
  const target: Target = kind === 'node' ? { kind, name: node } : { kind }
  const run = runDiagnosis({
    target,
    read,
    now: () => Date.now(),
    signal: new AbortController().signal,
    timeoutMs: 30_000,
  })
  await vi.advanceTimersByTimeAsync(wholeRunMs)
  return (await run).diagnosis
}

function note(state: string, diagnosis: Diagnosis, expected: string | null): void {
  const found = diagnosis.rootCause?.cause ?? null
  const sure = diagnosis.rootCause ? ` ${diagnosis.rootCause.confidence}` : ''
  const others = diagnosis.findings
    .filter(({ cause }) => cause !== found)
    .map(({ cause, severity }) => `${cause}${severity === 'info' ? ' (info)' : ''}`)
  const mark = found === expected ? 'ok   ' : 'WRONG'
  const target = formatTarget(diagnosis.target)
  rows.push(`${mark} ${state.padEnd(49)} ${target.padEnd(16)} ${found ?? '-'}${sure}  ${others.join(', ')}`)
}

/** No fault at all: what is told about these is information. */
const healthy = [
  'healthy',
  'cordoned',
  'logquery-enabled',
  'kubelet-hung-5s',
  'kubelet-serving-cert-untrusted',
  'node-reregistered',
]

describe.each(expectations)('$state ($why)', ({ state, node, controlPlane }) => {
  it.each([
    ['node', node],
    ['control-plane', controlPlane],
  ] as const)('has the right root cause for the %s', async (kind, expected) => {
    const diagnosis = await diagnose(state, kind)
    note(state, diagnosis, expected)
    expect(diagnosis.rootCause?.cause ?? null).toBe(expected)
    expect(diagnosis.rootCause?.alternatives ?? []).toEqual([])
  })
})

it.each(healthy)('raises nothing above information in the state %s', async (state) => {
  for (const kind of ['node', 'control-plane'] as const) {
    const { findings } = await diagnose(state, kind)
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([])
  }
})

it('knows every recorded state', () => {
  const recorded = readdirSync(new URL('../fixtures/kubernetes-records/', import.meta.url), { recursive: true })
  const states = recorded.map(String).filter((file) => file.endsWith('/answers.json'))
  expect(states.map((file) => file.replace('/answers.json', '')).sort()).toEqual(
    expectations.map(({ state }) => state).sort(),
  )
})
