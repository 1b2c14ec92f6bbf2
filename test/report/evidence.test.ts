import { describe, expect, it } from 'vitest'
import { renderEvidence } from '../../src/report/evidence.ts'
import { kubeletStopped, now } from './diagnosis-builder.ts'

function evidenceOf(data: unknown): string {
  const evidence = [{ source: 'node', startedAt: now, finishedAt: now + 12, data }]
  const gaps = [{ source: 'csrs', reason: 'forbidden', detail: 'token=abcdefghijklmnop1234 was refused' }] as const
  return renderEvidence({ diagnosis: kubeletStopped(), record: { evidence, gaps } })
}

describe('renderEvidence', () => {
  it('holds the report, what was read, what was not, and the whole diagnosis', () => {
    const text = evidenceOf({ ready: 'Unknown' })
    expect(text).toMatch(/^CRITICAL node\/node-3: The kubelet on node-3 does not run/)
    expect(text).toContain('--- node, read at 2026-11-23T19:22:10.000Z in 12 ms\n{\n  "ready": "Unknown"\n}\n')
    expect(text).toContain('csrs: forbidden: token=')
    expect(text).toContain('"schemaVersion": 1,')
  })

  it('shows no secret, neither from what was read nor from what was not', () => {
    const text = evidenceOf({
      log: ['login with password=hunter2 failed', 'pass\u200bword=hunter4', 'token\u001b[0m=hunter5hunter'],
      env: [{ name: 'DB_PASSWORD', value: 'hunter3' }],
    })
    expect(text).not.toMatch(/hunter|abcdefghijklmnop1234/)
  })

  it('is plain text', () => {
    const log = `${String.fromCharCode(27)}[31mred\u202eder\u0000\u0085`
    expect(evidenceOf({ log }).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
  })
})
