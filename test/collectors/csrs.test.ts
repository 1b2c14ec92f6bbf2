import { describe, expect, it } from 'vitest'
import { csrsCollector } from '../../src/collectors/csrs.ts'
import { collectFrom, fixtureJson } from './recorded-reader.ts'

const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests?limit=250'

function collect(name: string) {
  return collectFrom(csrsCollector, { [path]: fixtureJson('csrs/list.json') }, { kind: 'node', name })
}

describe('the csrs collector', () => {
  it("keeps the node's own CSRs with their state, oldest first", async () => {
    const { csrs, complete } = await collect('node-3')
    expect(complete).toBe(true)
    expect(csrs.map(({ name, state }) => [name, state])).toEqual([
      ['csr-issued', 'issued'],
      ['csr-failed', 'failed'],
      ['csr-denied', 'denied'],
      ['csr-pending', 'pending'],
    ])
    expect(csrs.at(-1)).toMatchObject({
      signer: 'kubernetes.io/kube-apiserver-client-kubelet',
      requester: 'system:node:node-3',
    })
  })

  it('finds a bootstrap request by the name inside it', async () => {
    expect((await collect('node-4')).csrs.map(({ requester }) => requester)).toEqual(['system:bootstrap:abcdef'])
  })

  it('does not take node-40x for node-40', async () => {
    expect((await collect('node-40')).csrs).toEqual([])
  })

  it('makes a gap of a refusal', async () => {
    const refused = collectFrom(csrsCollector, { [path]: { status: 403 } }, { kind: 'node', name: 'node-3' })
    await expect(refused).rejects.toMatchObject({ reason: 'forbidden' })
  })
})
