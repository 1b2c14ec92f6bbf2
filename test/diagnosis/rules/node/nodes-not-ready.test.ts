import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../../src/diagnosis/fact.ts'
import { nodesNotReady, nodesNotReadySteps } from '../../../../src/diagnosis/rules/node/nodes-not-ready.ts'
import { scopeOf } from '../../../../src/diagnosis/scope.ts'
import { sibling, silentSibling } from '../../control-plane-facts.ts'
import { ago, contextWith, now, textOf } from '../../facts-builder.ts'

const zone = (value: string) => ({ labels: { 'topology.kubernetes.io/zone': value } })

function contextOf(siblings: readonly Fact<'siblingNode'>[]) {
  return contextWith({ target: { kind: 'cluster' }, scope: scopeOf({ siblings, now }) })
}

const verdictOn = (...siblings: Fact<'siblingNode'>[]) => nodesNotReady(siblings, contextOf(siblings))

describe('nodesNotReady', () => {
  it('is one finding for many nodes, with what they share', () => {
    const verdict = verdictOn(silentSibling('a1', zone('a')), silentSibling('a2', zone('a')), sibling('b1', zone('b')))
    expect(verdict).toMatchObject({
      severity: 'critical',
      summary: '2 of 3 nodes are not Ready: all those with topology.kubernetes.io/zone=a',
    })
    expect(textOf(verdict)).toContain('a1, a2: Ready is Unknown (NodeStatusUnknown): it stopped reporting')
  })

  it('groups the nodes by what is said of them', () => {
    const cni = { ready: 'False', reason: 'KubeletNotReady', message: 'cni plugin not initialized' } as const
    const table = { ready: 'False', reason: 'NotReady' } as const
    const verdict = verdictOn(sibling('a', cni), sibling('b', cni), sibling('c', table), sibling('d'))
    expect(textOf(verdict).split('\n').slice(1)).toEqual([
      'a, b: Ready is False: cni plugin not initialized',
      'c: NotReady (not read in full)',
    ])
  })

  it('counts a node that nobody marks any more', () => {
    const unmarked = sibling('a', { leaseRenewedAt: ago(200), leaseSeconds: 40 })
    expect(textOf(verdictOn(unmarked, sibling('b')))).toContain('says Ready, but its Lease has run out')
  })

  it('does not worry about nodes that join', () => {
    const joining = sibling('a', { ready: 'False', reason: 'KubeletNotReady', createdAt: ago(30) })
    expect(verdictOn(joining, sibling('b'))).toMatchObject({ severity: 'info', summary: 'a is not Ready' })
  })

  it('is fine when all are Ready', () => {
    expect(verdictOn(sibling('a'), sibling('b'))).toEqual({ status: 'False', fine: '2 nodes are Ready' })
  })

  it('names the node to look at next', () => {
    const [step] = nodesNotReadySteps(contextOf([silentSibling('b'), silentSibling('a'), sibling('c')]))
    expect(step?.command).toBe('kubemedic diagnose node/a')
    expect(nodesNotReadySteps(contextOf([sibling('c')]))).toEqual([])
  })

  it('is critical when all nodes are gone, be it the only one', () => {
    expect(verdictOn(silentSibling('a'))).toMatchObject({ severity: 'critical' })
    expect(verdictOn(silentSibling('a'), sibling('b'))).toMatchObject({ severity: 'warning' })
  })

  it('asks to look at one node of each kind of trouble', () => {
    const cni = { ready: 'False', reason: 'KubeletNotReady', message: 'cni plugin not initialized' } as const
    const steps = nodesNotReadySteps(
      contextOf([silentSibling('a'), silentSibling('b'), sibling('c', cni), sibling('d')]),
    )
    expect(steps.map(({ command }) => command)).toEqual(['kubemedic diagnose node/a', 'kubemedic diagnose node/c'])
    expect(steps[0]?.do).toContain('the 2 that fell sick in the same way')
  })
})
