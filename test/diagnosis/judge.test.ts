import { describe, expect, it } from 'vitest'
import type { Gap } from '../../src/diagnosis/evidence.ts'
import type { Fact, FactKind } from '../../src/diagnosis/fact.ts'
import { judge, type Knowledge } from '../../src/diagnosis/judge.ts'
import { because, defineRule, type Rule } from '../../src/diagnosis/rule.ts'
import { contextWith, fact } from './facts-builder.ts'
import { identity, leader, lease, pod, ready } from './node-facts.ts'

/** Finds pods, or calls it fine that there are none. */
const podRule = defineRule({
  cause: 'pod.crash-looping',
  severity: 'warning',
  targets: ['node'],
  needs: ['podOnNode'],
  wants: ['kubeletStats'],
  decide({ podOnNode: [first] }) {
    if (!first) return { status: 'False', fine: 'no pod' }
    return { status: 'True', confidence: 1, summary: 'a pod', because: [because('it is there', first)] }
  },
  advice: () => [],
})

/** Needs a condition or an Event. */
const eitherRule = defineRule({
  cause: 'node.not-ready',
  severity: 'critical',
  targets: ['node'],
  needs: [],
  needsOneOf: ['nodeCondition', 'event'],
  wants: ['nodeCondition', 'event'],
  decide({ nodeCondition, event }) {
    const [told] = [...nodeCondition, ...event]
    if (!told) return { status: 'False' }
    return { status: 'True', confidence: 1, summary: 'told', because: [because('said', told)] }
  },
  advice: () => [],
})

const gap: Gap = { source: 'pods', reason: 'forbidden', detail: 'no' }
const nodeGap: Gap = { source: 'node', reason: 'forbidden', detail: 'no' }
const living = [identity(9_000), ready('True'), lease(5), leader(1)]

function judged(rule: Rule, facts: readonly Fact[], missing: Partial<Knowledge> = {}) {
  return judge([rule], { facts, blind: new Map(), ...missing }, contextWith())[0]?.verdict
}

function gapsOf(kind: FactKind, ...gaps: Gap[]): ReadonlyMap<FactKind, readonly Gap[]> {
  return new Map([[kind, gaps]])
}

describe('judge', () => {
  it('calls fine what a living node shows', () => {
    expect(judged(podRule, living)).toEqual({ status: 'False', fine: 'no pod' })
  })

  it('is Unknown, not fine, when a list was cut off', () => {
    const partial = gapsOf('podOnNode', gap)
    expect(judged(podRule, living, { partial })).toEqual({ status: 'Unknown', sources: ['pods'] })
    expect(judged(podRule, [...living, pod('web')], { partial })).toMatchObject({ status: 'True' })
  })

  it('calls nothing fine about a node that is not there', () => {
    const missing = fact('nodeMissing', { name: 'node-3', nearest: [] })
    expect(judged(podRule, [missing])).toEqual({ status: 'False' })
  })

  it('is Unknown about the node when its Node could not be read', () => {
    const blind = gapsOf('nodeIdentity', nodeGap)
    expect(judged(podRule, [], { blind })).toEqual({ status: 'Unknown', sources: ['node'] })
  })

  it('calls nothing fine about a node that fell silent, unless its kubelet answers by itself', () => {
    const silent = [identity(9_000), ready('Unknown'), lease(300)]
    expect(judged(podRule, silent)).toEqual({ status: 'False' })
    expect(judged(podRule, [...silent, fact('kubeletStats', {})])).toEqual({ status: 'False', fine: 'no pod' })
  })

  it('still calls the control plane fine when the node is gone', () => {
    const rule = defineRule({ ...podRule, needs: ['leaderLease'], decide: () => ({ status: 'False', fine: 'leads' }) })
    expect(judged(rule, [])).toEqual({ status: 'False', fine: 'leads' })
  })

  it('lets one of several kinds show a cause, and only all of them its absence', () => {
    const blind = gapsOf('nodeCondition', nodeGap)
    expect(judged(eitherRule, [ready('False')])).toMatchObject({ status: 'True' })
    expect(judged(eitherRule, [], { blind })).toEqual({ status: 'Unknown', sources: ['node'] })
    const both = new Map([...blind, ...gapsOf('event', { ...gap, source: 'events' })])
    expect(judged(eitherRule, [], { blind: both })).toEqual({ status: 'Unknown', sources: ['events', 'node'] })
    expect(judged(eitherRule, [])).toEqual({ status: 'False' })
  })
})
