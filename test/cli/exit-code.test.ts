import { describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-code.ts'
import type { GapReason } from '../../src/diagnosis/evidence.ts'
import type { Severity } from '../../src/diagnosis/rule.ts'
import { type DiagnosisRun, type RecordedRun, replay } from '../../src/worker/run-diagnosis.ts'

const empty: RecordedRun = {
  target: { kind: 'node', name: 'node-3' },
  cluster: 'test',
  startedAt: 0,
  finishedAt: 1,
  now: 1,
  evidence: [],
  gaps: [],
}

function runOf(record: Partial<RecordedRun>, severities: readonly Severity[] = []): DiagnosisRun {
  const whole = { ...empty, ...record }
  const finding = { cause: 'kubelet.stopped', level: 'cause', confidence: 1, summary: '', because: [], against: [] }
  const findings = severities.map((severity) => ({ ...finding, severity, advice: [], explains: [], explainedBy: [] }))
  return { record: whole, diagnosis: { ...replay(empty), findings: findings as DiagnosisRun['diagnosis']['findings'] } }
}

function gap(source: string, reason: GapReason) {
  return { gaps: [{ source, reason, detail: '' }] }
}

describe('exitCodeOf', () => {
  it('is 0 whatever was found, unless --fail-on is met', () => {
    expect(exitCodeOf(runOf({}, ['critical']), undefined)).toBe(0)
    expect(exitCodeOf(runOf({}, ['warning']), 'critical')).toBe(0)
    expect(exitCodeOf(runOf({}, ['info', 'warning']), 'warning')).toBe(1)
    expect(exitCodeOf(runOf({}, ['critical']), 'warning')).toBe(1)
  })

  it('is 3 when the target itself could not be read, and wins over --fail-on', () => {
    expect(exitCodeOf(runOf(gap('node', 'timeout'), ['critical']), 'critical')).toBe(3)
    expect(exitCodeOf(runOf({ ...gap('siblings', 'unavailable'), target: { kind: 'cluster' } }), undefined)).toBe(3)
  })

  it('is not 3 for a lost side source or a missing permission', () => {
    expect(exitCodeOf(runOf(gap('kubelet-log', 'timeout')), undefined)).toBe(0)
    expect(exitCodeOf(runOf(gap('siblings', 'timeout')), undefined)).toBe(0)
    expect(exitCodeOf(runOf(gap('node', 'forbidden')), undefined)).toBe(0)
  })

  it('is 3 for credentials that are not accepted', () => {
    expect(exitCodeOf(runOf(gap('node', 'unauthorized')), undefined)).toBe(3)
  })

  it('is 3 under --fail-on when the target may not be read, unless something bad was seen all the same', () => {
    const blind = (severities: readonly Severity[] = []) => {
      const run = runOf(gap('node', 'forbidden'), severities)
      return { ...run, diagnosis: { ...run.diagnosis, obstacle: { at: 'target', what: '', steps: [] } as const } }
    }
    expect(exitCodeOf(blind(), 'critical')).toBe(3)
    expect(exitCodeOf(blind(), undefined)).toBe(0)
    expect(exitCodeOf(blind(['critical']), 'critical')).toBe(1)
  })

  it('is 3 for a node that does not exist', () => {
    const data = { missing: true, name: 'node-3', nearest: ['node-1', 'node-2'] }
    const run = runOf({ evidence: [{ source: 'node', startedAt: 0, finishedAt: 0, data }] })
    expect(exitCodeOf(run, undefined)).toBe(3)
  })
})
