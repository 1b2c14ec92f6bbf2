import { describe, expect, it } from 'vitest'
import { kubeletStatsCollector } from '../../../../src/collectors/kubelet-stats.ts'
import { pidsNodeExhausted } from '../../../../src/diagnosis/rules/pids/node-exhausted.ts'
import { kubeletStatsProvider } from '../../../../src/facts/kubelet-stats.ts'
import { recordedNode, verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom } from '../../../collectors/recorded-reader.ts'
import { ago, fact, textOf, verdictOf } from '../../facts-builder.ts'
import { config, kubeletEvent, pressure, stats } from '../pressure-facts.ts'

const calm = pressure('PIDPressure', 'False')

function line(component: string, message: string) {
  return fact('logLine', { component, at: ago(60), severity: 'error', message })
}

describe('pids.node-exhausted', () => {
  it('is found in a recorded summary with all PIDs in use, without any threshold', async () => {
    const path = '/api/v1/nodes/rig-node-1/proxy/stats/summary'
    const { body } = await recordedNode('healthy').read.get(path, { signal: new AbortController().signal })
    const routes = { [path]: { status: 200, body: body.replace('"curproc":247', '"curproc":32760') } }
    const facts = await factsFrom(kubeletStatsCollector, kubeletStatsProvider, routes)
    const verdict = verdictOf(pidsNodeExhausted, [calm, ...facts])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.85 })
    expect(textOf(verdict)).toContain('32760 of 32768 PIDs')
  })

  it('is found below the threshold of the kubelet', () => {
    const facts = [
      pressure('PIDPressure'),
      stats({ pids: { max: 1000, current: 920 } }),
      config({ 'pid.available': '10%' }),
    ]
    expect(verdictOf(pidsNodeExhausted, facts)).toMatchObject({ status: 'True', confidence: 0.95 })
  })

  it('is found by forks that fail in different programs', () => {
    const facts = [
      line('kubelet', 'fork/exec /usr/bin/nice: resource temporarily unavailable'),
      line('dockerd', 'runtime: failed to create new OS thread (have 9 already; errno=11)'),
    ]
    expect(verdictOf(pidsNodeExhausted, [calm, ...facts])).toMatchObject({ status: 'True', confidence: 0.6 })
    expect(verdictOf(pidsNodeExhausted, [pressure('PIDPressure'), ...facts])).toMatchObject({ confidence: 0.85 })
  })

  it.each(['healthy', 'memory-pressure'])('is not seen in the state %s', async (state) => {
    expect(await verdictOnState(pidsNodeExhausted, state)).toMatchObject({
      status: 'False',
      fine: expect.stringContaining('PIDs'),
    })
  })

  it('is not a threshold that asks for nearly all PIDs', async () => {
    expect((await verdictOnState(pidsNodeExhausted, 'pid-pressure')).status).toBe('False')
  })

  it('is not the limit of one pod', () => {
    const event = kubeletEvent(
      'Unhealthy',
      'Liveness probe failed: sh: fork: Resource temporarily unavailable',
      30,
      'shop/web-1',
    )
    expect(verdictOf(pidsNodeExhausted, [calm, event]).status).toBe('False')
  })

  it('is not the xtables lock', () => {
    const facts = [
      line('kube-proxy', 'iptables: Resource temporarily unavailable. exit status 4 (fork)'),
      line('flannel', 'fork/exec /sbin/iptables: exit status 4: iptables: Resource temporarily unavailable.'),
    ]
    expect(verdictOf(pidsNodeExhausted, [calm, ...facts]).status).toBe('False')
  })
})
