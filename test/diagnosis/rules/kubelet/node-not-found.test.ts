import { describe, expect, it } from 'vitest'
import { kubeletNodeNotFound } from '../../../../src/diagnosis/rules/kubelet/node-not-found.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { identity, lease, logLine, ready } from '../../node-facts.ts'

describe('kubelet.node-not-found', () => {
  it.each([
    '"Error getting node" err="node \\"node-3\\" not found"',
    'node "node-3" not found',
    '"Error getting the current node from lister" err="node \\"node-3\\" not found"',
    '"Unable to update node status" err="error getting node \\"node-3\\": nodes \\"node-3\\" not found"',
  ])('is found in the words of the kubelet: %s', (message) => {
    expect(verdictOf(kubeletNodeNotFound, [logLine(message)])).toMatchObject({ status: 'True', confidence: 0.9 })
  })

  it('counts the flood and quotes the last', () => {
    const lines = [1, 2, 3].map((index) => logLine(`node "node-${index}" not found`))
    const verdict = verdictOf(kubeletNodeNotFound, lines)
    expect(textOf(verdict)).toContain('(3 lines of its log)')
    expect(textOf(verdict)).toContain('node "node-3" not found')
  })

  it('counts one line as one', () => {
    expect(textOf(verdictOf(kubeletNodeNotFound, [logLine('node "node-3" not found')]))).toContain(
      '(one line of its log)',
    )
  })

  it('is not found in what else is not found', () => {
    const others = ['pods "web" not found', 'node-3 metrics not found', 'log not found for kubelet'].map((text) =>
      logLine(text),
    )
    expect(verdictOf(kubeletNodeNotFound, others)).toMatchObject({ status: 'False', fine: expect.any(String) })
  })

  it('is over once the kubelet renews its Lease', () => {
    expect(verdictOf(kubeletNodeNotFound, [logLine('node "node-3" not found'), lease(5), ready('True')]).status).toBe(
      'False',
    )
  })

  it('is normal while a node registers', () => {
    const line = logLine('"Failed to ensure lease exists, will retry" err="nodes \\"node-3\\" not found"', {
      at: ago(5),
    })
    expect(verdictOf(kubeletNodeNotFound, [line, identity(4), ready('True', 4)]).status).toBe('False')
    expect(verdictOf(kubeletNodeNotFound, [line, identity(900), ready('True', 890)]).status).toBe('True')
  })

  it('leaves old and undated lines and other programs alone', () => {
    const old = logLine('node "node-3" not found', { at: ago(600) })
    const undated = logLine('node "node-3" not found', { at: undefined })
    const scheduler = logLine('node "node-3" not found', { component: 'kube-scheduler' })
    expect(verdictOf(kubeletNodeNotFound, [old, undated, scheduler]).status).toBe('False')
  })
})
