import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../../src/diagnosis/fact.ts'
import { kubeletStopped } from '../../../../src/diagnosis/rules/kubelet/stopped.ts'
import { sibling, silentSibling } from '../../control-plane-facts.ts'
import { fact, textOf, verdictOf } from '../../facts-builder.ts'

const refusal = 'error trying to reach service: dial tcp 10.1.1.12:10250: connect: connection refused'

function refused(node: string) {
  return fact('siblingReach', { node, outcome: 'refused', status: 503, message: refusal })
}

const verdictOn = (facts: readonly Fact[]) =>
  verdictOf(kubeletStopped, facts, {
    target: { kind: 'cluster' },
    scope: { total: 9, sick: ['a', 'b'], level: 'many', shared: [] },
  })

describe('kubeletsStopped', () => {
  it('is one finding for all silent nodes whose hosts refuse', () => {
    const verdict = verdictOn([silentSibling('a'), silentSibling('b'), sibling('c'), refused('a'), refused('b')])
    expect(verdict).toMatchObject({ status: 'True', severity: 'critical', confidence: 0.85 })
    expect(textOf(verdict)).toContain('The kubelet does not run on a, b: the host answers')
    expect(verdict.status === 'True' && verdict.advice?.[0]?.do).toContain('On a (SSH')
  })

  it('says how many silent nodes were not asked', () => {
    const verdict = verdictOn([silentSibling('a'), silentSibling('b'), silentSibling('c'), refused('a'), refused('b')])
    expect(textOf(verdict)).toContain('(1 more silent nodes were not asked)')
  })

  it('is not found where nothing of the host comes back', () => {
    const vanished = fact('siblingReach', { node: 'a', outcome: 'timeout', status: 0, message: '' })
    expect(verdictOn([silentSibling('a'), silentSibling('b'), vanished])).toEqual({ status: 'False' })
  })
})
