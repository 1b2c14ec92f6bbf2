import { describe, expect, it } from 'vitest'
import { timeSkewed } from '../../../../src/diagnosis/rules/time/skewed.ts'
import { recordedFacts } from '../../../collectors/recorded-facts.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { leader, lease, ready } from '../../node-facts.ts'

describe('time.skewed', () => {
  it('is found when a recorded Lease lies in the future', async () => {
    const facts = await recordedFacts('healthy')
    const verdict = verdictOf(timeSkewed, facts, { now: Date.parse('2026-11-23T18:12:00Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.9 })
    expect(textOf(verdict)).toContain('45 min ahead')
  })

  it('is likely when a stale Lease meets a working controller-manager that keeps the node Ready', () => {
    const verdict = verdictOf(timeSkewed, [lease(2700), ready('True', 9000), leader(1)])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.7 })
    expect(textOf(verdict)).toContain('45 min behind')
  })

  it('does not take a silent node for a wrong clock', async () => {
    expect(verdictOf(timeSkewed, [lease(2700), ready('Unknown'), leader(1)]).status).toBe('False')
    expect(verdictOf(timeSkewed, [lease(2700), ready('True'), leader(900)]).status).toBe('False')
    expect((await verdictOnState(timeSkewed, 'kubelet-stopped-15s')).status).toBe('False')
  })

  it('is not found on a healthy node, a few seconds aside', async () => {
    expect((await verdictOnState(timeSkewed, 'healthy')).status).toBe('False')
    expect(verdictOf(timeSkewed, [lease(-8), ready('True')]).status).toBe('False')
  })
})
