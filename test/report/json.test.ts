import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { GapReason } from '../../src/diagnosis/evidence.ts'
import { renderJson } from '../../src/report/json.ts'
import { ago, emptyDiagnosis, filledWith, kubeletStopped, offOrCutOff } from './diagnosis-builder.ts'
import { hostileTexts } from './hostile-texts.ts'

const schemaFile = new URL('../../src/report/diagnosis.schema.json', import.meta.url)
const schema = z.fromJSONSchema(JSON.parse(readFileSync(schemaFile, 'utf8')))

/** The document, changed: to see what the schema refuses. */
function changed(change: (document: Record<string, unknown>) => void): unknown {
  const document = JSON.parse(renderJson(kubeletStopped())) as Record<string, unknown>
  change(document)
  return document
}

describe('renderJson', () => {
  it.each([
    ['a full diagnosis', kubeletStopped()],
    ['several candidates', offOrCutOff()],
    ['an empty one', emptyDiagnosis()],
    ['one of the control plane', emptyDiagnosis({ target: { kind: 'control-plane' } })],
  ])('fits the published schema: %s', (_name, diagnosis) => {
    expect(z.prettifyError(schema.safeParse(JSON.parse(renderJson(diagnosis))).error ?? new z.ZodError([]))).toBe('')
  })

  it.each<GapReason>([
    ...(['unauthorized', 'forbidden', 'not-found', 'timeout', 'unavailable', 'invalid'] as const),
    ...(['not-configured', 'incomplete'] as const),
  ])('fits the published schema with a gap that is %s', (reason) => {
    const document = changed((good) => (good['gaps'] = [{ source: 'events', reason, detail: 'more than 500' }]))
    expect(schema.safeParse(document).success).toBe(true)
  })

  it.each<[string, (document: Record<string, unknown>) => void]>([
    ['a field that nobody knows', (document) => (document['extra'] = 1)],
    ['a missing field', (document) => delete document['gaps']],
    ['another version', (document) => (document['schemaVersion'] = 2)],
    ['a time that is none', (document) => (document['now'] = 'yesterday')],
    ['a target that is none', (document) => (document['target'] = 'pod/a')],
    ['an unknown level of scope', (document) => (document['scope'] = { level: 'x', total: 1, sick: [], shared: [] })],
    [
      'a confidence above 1',
      (document) => (document['rootCause'] = { cause: 'a.b', confidence: 2, summary: '', alternatives: [] }),
    ],
    ['advice without words', (document) => (document['next'] = [{ command: 'ls' }])],
  ])('is refused by the schema with %s', (_name, change) => {
    expect(schema.safeParse(changed(change)).success).toBe(false)
    expect(schema.safeParse(changed(() => undefined)).success).toBe(true)
  })

  it('has its keys in a fixed order, whatever the order of the diagnosis', () => {
    const diagnosis = kubeletStopped()
    const reversed = Object.fromEntries(Object.entries(diagnosis).reverse()) as unknown as typeof diagnosis
    expect(renderJson(reversed)).toBe(renderJson(diagnosis))
    expect(Object.keys(JSON.parse(renderJson(diagnosis)))[0]).toBe('schemaVersion')
  })

  it('writes target and times as text', () => {
    const document = JSON.parse(renderJson(kubeletStopped()))
    expect(document).toMatchObject({ target: 'node/node-3', now: '2026-11-23T19:22:10.000Z', durationMs: 842 })
    expect(document.timeline[1].at).toBe(new Date(ago(374)).toISOString())
    expect(document.findings[0].because[0].evidence[0].readAt).toBe('2026-11-23T19:22:10.000Z')
  })

  it('says null where there is no root cause', () => {
    expect(JSON.parse(renderJson(emptyDiagnosis())).rootCause).toBeNull()
  })

  it.each(hostileTexts)('carries %s as bounded, harmless text', (_name, text) => {
    const rendered = renderJson(filledWith(text))
    expect(rendered.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    expect(rendered).not.toContain('\\u')
    expect(rendered.length).toBeLessThan(250_000)
    expect(JSON.parse(rendered).schemaVersion).toBe(1)
  })

  it('carries no secret', () => {
    expect(renderJson(filledWith('failed with password=hunter2 and so on'))).not.toContain('hunter2')
  })

  it('leaves a command out rather than cut it', () => {
    const long = { do: 'x', command: `echo ${'x'.repeat(3000)}` }
    expect(JSON.parse(renderJson(emptyDiagnosis({ next: [long] }))).next).toEqual([{ do: 'x' }])
  })
})
