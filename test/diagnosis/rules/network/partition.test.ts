import { describe, expect, it } from 'vitest'
import { networkPartition } from '../../../../src/diagnosis/rules/network/partition.ts'
import { recordedFacts } from '../../../collectors/recorded-facts.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'
import { dialTimeout, leader, lease, logLine, manyAreSick, reach, ready, zoneIsSick } from '../../node-facts.ts'

const silent = [ready('Unknown', 300), lease(350)]
const lost = 'Failed to update lease, error: Put "https://10.0.0.1:6443/…": dial tcp 10.0.0.1:6443: i/o timeout'
const vanished = reach('timeout', dialTimeout)

describe('network.partition', () => {
  it('is possible for a recorded silent node of which no packet comes back', async () => {
    const facts = [...(await recordedFacts('kubelet-stopped-75s')), vanished]
    const target = { kind: 'node', name: 'rig-node-1' } as const
    const verdict = verdictOf(networkPartition, facts, { target, now: Date.parse('2026-11-23T19:17:09Z') })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.45 })
  })

  it('is likely when a whole zone is silent, and names what the nodes share', () => {
    const verdict = verdictOf(networkPartition, [...silent, reach('no-route', 'connect: no route to host')], zoneIsSick)
    expect(verdict).toMatchObject({ confidence: 0.75 })
    expect(textOf(verdict)).toContain('topology.kubernetes.io/zone = eu-west-1a')
  })

  it('is a little likelier when many nodes without anything in common are silent', () => {
    expect(verdictOf(networkPartition, [...silent, vanished], manyAreSick)).toMatchObject({ confidence: 0.55 })
  })

  it.each([
    'Failed to update lease, error: Put "https://10.0.0.1:6443/…": dial tcp 10.0.0.1:6443: i/o timeout',
    '"Error updating node status, will retry" err="error getting node \\"node-3\\": Get … dial tcp 10.0.0.1:6443: connect: no route to host"',
    'failed to update node lease, error: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
  ])('is found in one direction, in the words of the kubelet: %s', (message) => {
    const verdict = verdictOf(networkPartition, [...silent, reach('ok', 'ok'), logLine(message)])
    expect(verdict).toMatchObject({ confidence: 0.8 })
    expect(textOf(verdict)).toContain('although its kubelet answers when asked')
  })

  it('is possible when the kubelet answers and nobody knows why it does not report', () => {
    const verdict = verdictOf(networkPartition, [...silent, reach('ok', 'ok')])
    expect(verdict).toMatchObject({ confidence: 0.45, advice: [{ do: expect.stringContaining('read why') }, {}, {}] })
  })

  it('goes straight to the path once the log has told that packets get lost', () => {
    const verdict = verdictOf(networkPartition, [...silent, reach('ok', 'ok'), logLine(lost)])
    expect(verdict).toMatchObject({ against: [], advice: [{ do: expect.stringContaining('try the API server') }, {}] })
  })

  it('asks the place first when several nodes of it are cut off together', () => {
    const verdict = verdictOf(networkPartition, [...silent, vanished], zoneIsSick)
    expect(verdict).toMatchObject({ advice: [{ do: expect.stringContaining('what changed') }, {}, {}] })
  })

  it('leaves the silence of most nodes to what they all go through, when their kubelets answer', () => {
    const facts = [...silent, reach('ok', 'ok'), logLine(lost)]
    const sick = ['node-1', 'node-2', 'node-3', 'node-4']
    const mostAreSick = { scope: { total: 6, sick, level: 'many', shared: [] } } as const
    expect(verdictOf(networkPartition, [...facts, leader(1)], mostAreSick).status).toBe('False')
    expect(verdictOf(networkPartition, facts, mostAreSick).status).toBe('True')
    const inOneZone = { scope: { ...mostAreSick.scope, shared: zoneIsSick.scope.shared } }
    expect(verdictOf(networkPartition, [...facts, leader(1)], inOneZone).status).toBe('True')
  })

  it('is not found when the API server answers the kubelet, if only to refuse it', () => {
    const refused = logLine(
      'Failed to update lease: leases.coordination.k8s.io "node-3" is forbidden: User "system:anonymous"',
    )
    expect(verdictOf(networkPartition, [...silent, reach('ok', 'ok'), refused]).status).toBe('False')
  })

  it('does not go by packets that were lost days ago', () => {
    const old = logLine(lost, { at: ago(5 * 86_400) })
    expect(verdictOf(networkPartition, [...silent, reach('ok', 'ok'), old])).toMatchObject({ confidence: 0.45 })
  })

  it('is not found when the host refuses or its kubelet hangs', async () => {
    expect((await verdictOnState(networkPartition, 'kubelet-stopped-75s')).status).toBe('False')
    expect(verdictOf(networkPartition, [...silent, reach('tls-timeout')]).status).toBe('False')
  })

  it('is not found while the Lease runs, although the API server cannot reach the kubelet', () => {
    expect(verdictOf(networkPartition, [ready('True'), lease(5), vanished]).status).toBe('False')
  })

  it('is not found on a recorded healthy node', async () => {
    expect(await verdictOnState(networkPartition, 'healthy')).toMatchObject({
      status: 'False',
      fine: expect.any(String),
    })
  })
})
