import { describe, expect, it } from 'vitest'
import { csrsCollector } from '../../../../src/collectors/csrs.ts'
import { kubeletNameMismatch } from '../../../../src/diagnosis/rules/kubelet/name-mismatch.ts'
import { csrsProvider } from '../../../../src/facts/csrs.ts'
import { factsFrom, fixtureText } from '../../../collectors/recorded-reader.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { csr, lease, logLine, ready } from '../../node-facts.ts'

const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests?limit=250'

describe('kubelet.name-mismatch', () => {
  it('is possible when another node asks for a certificate in this name, through collector and provider', async () => {
    const list = JSON.parse(fixtureText('csrs/list.json'))
    list.items = list.items.slice(0, 1)
    list.items[0].spec.username = 'system:node:worker-1'
    const facts = await factsFrom(csrsCollector, csrsProvider, { [path]: list }, { kind: 'node', name: 'node-3' })
    const verdict = verdictOf(kubeletNameMismatch, facts)
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.6 })
    expect(textOf(verdict)).toContain('system:node:worker-1 asked for a certificate in the name of node-3')
  })

  it.each([
    'Unable to register node "ip-10-240-0-21" with API server: nodes "ip-10-240-0-21" is forbidden: node "worker-1" is not allowed to modify node "ip-10-240-0-21"',
    'Unable to register node "node-3" with API server: nodes "node-3" is forbidden: node "worker-1" cannot modify node "node-3"',
    '"Unable to register node with API server" err="nodes \\"localhost\\" is forbidden: User \\"system:node:node-3\\" cannot get resource \\"nodes\\" in API group \\"\\" at the cluster scope: node \'node-3\' cannot read \'localhost\', only its own Node object"',
    'nodes "node-3.local" is forbidden: User "system:node:node-3" cannot patch resource "nodes/status" in API group "" at the cluster scope',
    'failed to update node lease, error: leases.coordination.k8s.io "node-3" is forbidden: User "system:node:n1" cannot get resource "leases": can only access node lease with the same name as the requesting node',
  ])('is found in the words of the kubelet: %s', (message) => {
    expect(verdictOf(kubeletNameMismatch, [logLine(message)])).toMatchObject({ status: 'True', confidence: 0.9 })
  })

  it('does not take a refusal without names for a wrong name', () => {
    const plain = logLine(
      'nodes "node-3" is forbidden: User "system:anonymous" cannot get resource "nodes" in API group ""',
    )
    const rbac = logLine(
      'nodes "node-3" is forbidden: User "system:node:node-3" cannot get resource "nodes" in API group ""',
    )
    expect(verdictOf(kubeletNameMismatch, [plain, logLine('Unauthorized'), rbac]).status).toBe('False')
  })

  it("is not found by the node's own requests, or those of a bootstrap token", () => {
    const requests = [csr('pending', 60), csr('pending', 60, { requester: 'system:bootstrap:abcdef' })]
    expect(verdictOf(kubeletNameMismatch, requests).status).toBe('False')
  })

  const refusal = 'node "worker-1" is not allowed to modify node "node-3"'

  it('is not found by a line of days ago, or of no known time', () => {
    for (const at of [ago(3 * 86_400), undefined]) {
      expect(verdictOf(kubeletNameMismatch, [ready('Unknown'), lease(300), logLine(refusal, { at })]).status).toBe(
        'False',
      )
    }
  })

  it('is not found while the Lease of the node is renewed: that takes its credentials', () => {
    expect(verdictOf(kubeletNameMismatch, [ready('True'), lease(4), logLine(refusal)]).status).toBe('False')
  })
})
