import { describe, expect, it } from 'vitest'
import { diagnose, type Question } from '../../src/diagnosis/diagnose.ts'
import type { Gap } from '../../src/diagnosis/evidence.ts'
import type { Fact } from '../../src/diagnosis/fact.ts'
import { because, defineRule } from '../../src/diagnosis/rule.ts'
import { identity } from './node-facts.ts'

const cordoned: Fact<'nodeCordoned'> = {
  kind: 'nodeCordoned',
  value: { unschedulable: true },
  from: { source: 'node', readAt: 5, ref: 'Node node-3 .spec.unschedulable' },
}

const rule = defineRule({
  cause: 'node.cordoned',
  severity: 'info',
  targets: ['node'],
  needs: ['nodeCordoned'],
  decide({ nodeCordoned }) {
    const [fact] = nodeCordoned
    if (!fact) return { status: 'False', fine: 'not cordoned' }
    return { status: 'True', confidence: 1, summary: 'cordoned', because: [because('unschedulable', fact)] }
  },
  advice: () => [{ do: 'Uncordon it', command: 'kubectl uncordon node-3' }],
})

function question(overrides: Partial<Question> = {}): Question {
  return {
    target: { kind: 'node', name: 'node-3' },
    cluster: 'test',
    startedAt: 100,
    finishedAt: 350,
    now: 350,
    facts: [],
    blind: new Map(),
    gaps: [],
    ...overrides,
  }
}

describe('diagnose', () => {
  it('turns a True verdict into a finding that points at its evidence', () => {
    const { findings, durationMs } = diagnose([rule], question({ facts: [cordoned] }))
    expect(findings[0]).toMatchObject({
      cause: 'node.cordoned',
      because: [{ evidence: [{ ref: 'Node node-3 .spec.unschedulable' }] }],
    })
    expect(durationMs).toBe(250)
  })

  it('prefers the advice of the verdict to that of the rule', () => {
    const special = defineRule({
      ...rule,
      decide: () => ({ status: 'True', confidence: 1, summary: 's', because: [], advice: [{ do: 'Ask first' }] }),
    })
    expect(diagnose([special], question()).findings[0]?.advice).toEqual([{ do: 'Ask first' }])
  })

  it('lists what was checked and fine', () => {
    expect(diagnose([rule], question({ facts: [identity(9_000)] })).checked).toEqual([
      { cause: 'node.cordoned', text: 'not cordoned' },
    ])
  })

  it('answers Unknown, never False, when every provider of a needed fact is a gap', () => {
    const gap: Gap = { source: 'node', reason: 'forbidden', detail: 'nodes is forbidden' }
    const result = diagnose([rule], question({ blind: new Map([['nodeCordoned', [gap]]]), gaps: [gap] }))
    expect(result).toMatchObject({
      checked: [],
      findings: [],
      undecided: [{ cause: 'node.cordoned', sources: ['node'] }],
    })
    expect(result.obstacle).toMatchObject({ at: 'target', what: expect.stringContaining('you may not read Nodes') })
    expect(result.next[0]?.do).toContain('deploy/rbac/read.yaml')
  })

  it('asks for no work about a single open question where nothing else is wrong', () => {
    const fine = defineRule({ ...rule, cause: 'disk.full', needs: ['nodeTaint'], decide: () => ({ status: 'False' }) })
    const blind = new Map([['nodeCordoned' as const, []]])
    expect(diagnose([rule, fine], question({ blind }))).toMatchObject({ next: [], undecided: [{}] })
  })

  it('names the open question as a next step beside trouble without a known cause', () => {
    const symptom = defineRule({
      ...rule,
      cause: 'node.not-ready',
      severity: 'critical',
      needs: ['nodeTaint'],
      decide: () => ({ status: 'True', confidence: 1, summary: 'not Ready', because: [] }),
      advice: () => [{ do: 'See who says so' }],
    })
    const blind = new Map([['nodeCordoned' as const, []]])
    const { next } = diagnose([rule, symptom], question({ blind }))
    expect(next.map((step) => step.do)).toEqual(['See who says so', 'Uncordon it'])
  })

  it('needs other facts for another kind of target, where a rule says so', () => {
    const wide = { ...rule, targets: ['node', 'cluster'] as const, needsFor: { cluster: ['siblingNode'] as const } }
    const blind = new Map([['nodeCordoned' as const, []]])
    expect(diagnose([wide], question({ blind })).undecided).toHaveLength(1)
    expect(diagnose([wide], question({ blind, target: { kind: 'cluster' } })).checked).toHaveLength(1)
  })

  it('asks only rules that can speak about the target', () => {
    expect(diagnose([rule], question({ target: { kind: 'control-plane' } })).checked).toEqual([])
  })

  it('survives a rule that throws, and says so', () => {
    const broken = {
      ...rule,
      decide: () => {
        throw new Error('boom')
      },
    }
    const { gaps, findings } = diagnose([broken], question({ facts: [cordoned] }))
    expect(findings).toEqual([])
    expect(gaps).toEqual([{ source: 'rule node.cordoned', reason: 'invalid', detail: 'the rule failed: boom' }])
  })

  it('leaves the troubles of other nodes out of the story of one that is not sick with them', () => {
    const place = { uid: 'u', unschedulable: false, kubeletVersion: 'v1.33.1', createdAt: 0, labels: {} }
    const other: Fact<'siblingNode'> = {
      kind: 'siblingNode',
      value: { name: 'node-1', ready: 'Unknown', reason: 'NodeStatusUnknown', message: '', ...place },
      from: { source: 'siblings', readAt: 5, ref: '' },
      moment: { at: 1, text: 'node-1 fell silent', tone: 'abnormal' },
    }
    expect(diagnose([rule], question({ facts: [other] })).timeline).toEqual([])
    expect(diagnose([rule], question({ facts: [other], target: { kind: 'cluster' } })).timeline).toHaveLength(1)
  })

  it('shows a rule nothing but the facts it declared', () => {
    const curious = {
      ...rule,
      decide: (facts: object) => ({ status: 'False' as const, fine: Object.keys(facts).join() }),
    }
    expect(diagnose([curious], question({ facts: [cordoned, identity(9_000)] })).checked[0]?.text).toBe('nodeCordoned')
  })
})
