import { describe, expect, it } from 'vitest'
import { kubeletStatsCollector } from '../../../../src/collectors/kubelet-stats.ts'
import { memoryNodeOom } from '../../../../src/diagnosis/rules/memory/node-oom.ts'
import { kubeletStatsProvider } from '../../../../src/facts/kubelet-stats.ts'
import { recordedNode, verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom } from '../../../collectors/recorded-reader.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { config, gib, kubeletEvent, pressure, stats } from '../pressure-facts.ts'

const thresholds = { 'memory.available': '100Mi' }
const scarce = stats({ memoryAvailableBytes: 60 * 2 ** 20, memoryWorkingSetBytes: 8 * gib })
const plenty = stats({ memoryAvailableBytes: 6 * gib, memoryWorkingSetBytes: 2 * gib })
const calm = pressure('MemoryPressure', 'False')

/** The recorded summary of a healthy node, with less memory available. */
async function recordedStats(availableBytes: number) {
  const path = '/api/v1/nodes/rig-node-1/proxy/stats/summary'
  const { body } = await recordedNode('healthy').read.get(path, { signal: new AbortController().signal })
  const changed = body.replace('"availableBytes":24354762752', `"availableBytes":${availableBytes}`)
  return factsFrom(kubeletStatsCollector, kubeletStatsProvider, { [path]: { status: 200, body: changed } })
}

describe('memory.node-oom', () => {
  it('is found in a recorded summary without memory', async () => {
    const facts = [pressure('MemoryPressure'), config(thresholds), ...(await recordedStats(50 * 2 ** 20))]
    const verdict = verdictOf(memoryNodeOom, facts)
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95, severity: 'critical' })
    expect(textOf(verdict)).toContain('node-3 is out of memory: 50 MiB of')
  })

  it('is found in the SystemOOM Event of another version, by itself and with pressure', () => {
    const event = kubeletEvent('SystemOOM', 'System OOM encountered, victim process: java, pid: 4242')
    expect(verdictOf(memoryNodeOom, [pressure('MemoryPressure'), event])).toMatchObject({ confidence: 0.9 })
    const verdict = verdictOf(memoryNodeOom, [calm, event, plenty])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.7 })
    expect(textOf(verdict)).toContain('By now 6 GiB')
  })

  it('is found by evictions when statistics could not be read', () => {
    const message = 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 71340Ki. '
    const event = kubeletEvent('Evicted', message, 60, 'shop/web-1')
    expect(verdictOf(memoryNodeOom, [pressure('MemoryPressure'), event])).toMatchObject({ confidence: 0.75 })
  })

  it('is found before the condition turns', () => {
    const verdict = verdictOf(memoryNodeOom, [calm, scarce, config(thresholds)])
    expect(verdict).toMatchObject({ status: 'True', severity: 'warning' })
  })

  it.each(['healthy', 'cordoned', 'disk-pressure'])('is not seen in the state %s', async (state) => {
    expect(await verdictOnState(memoryNodeOom, state)).toMatchObject({ status: 'False', fine: expect.any(String) })
  })

  it('is not MemoryPressure alone: that is a symptom', () => {
    expect(verdictOf(memoryNodeOom, [pressure('MemoryPressure')]).status).toBe('False')
  })

  it('is not a threshold that asks for nearly all of the memory', async () => {
    expect((await verdictOnState(memoryNodeOom, 'memory-pressure')).status).toBe('False')
  })

  it('is not a container at its own limit', async () => {
    expect((await verdictOnState(memoryNodeOom, 'faults')).status).toBe('False')
  })

  it('is not a SystemOOM of an hour ago', () => {
    const event = kubeletEvent('SystemOOM', 'System OOM encountered', 3_000)
    expect(verdictOf(memoryNodeOom, [calm, event]).status).toBe('False')
  })
})
