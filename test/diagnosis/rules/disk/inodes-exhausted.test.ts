import { describe, expect, it } from 'vitest'
import { kubeletStatsCollector } from '../../../../src/collectors/kubelet-stats.ts'
import { diskInodesExhausted } from '../../../../src/diagnosis/rules/disk/inodes-exhausted.ts'
import { kubeletStatsProvider } from '../../../../src/facts/kubelet-stats.ts'
import { recordedNode, verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom } from '../../../collectors/recorded-reader.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { config, gib, kubeletEvent, pressure, stats } from '../pressure-facts.ts'

const thresholds = { 'nodefs.available': '10%', 'nodefs.inodesFree': '5%' }

function disk(inodesFree: number, leftGib = 60) {
  return { availableBytes: leftGib * gib, capacityBytes: 100 * gib, inodesFree, inodes: 1_000_000 }
}

/** The recorded summary of a healthy node, with another number of free inodes. */
async function recordedStats(inodesFree: number) {
  const path = '/api/v1/nodes/rig-node-1/proxy/stats/summary'
  const { read } = recordedNode('healthy')
  const { body } = await read.get(path, { signal: new AbortController().signal })
  const changed = body.replaceAll(/"inodesFree":\d+/g, `"inodesFree":${inodesFree}`)
  return factsFrom(kubeletStatsCollector, kubeletStatsProvider, { [path]: { status: 200, body: changed } })
}

describe('disk.inodes-exhausted', () => {
  it('is found in a recorded summary without free inodes', async () => {
    const facts = [pressure('DiskPressure'), config(thresholds), ...(await recordedStats(112))]
    const verdict = verdictOf(diskInodesExhausted, facts)
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95, severity: 'critical' })
    expect(textOf(verdict)).toContain('112 left')
  })

  it('is found in the Event of an older kubelet, without statistics', () => {
    const event = kubeletEvent('Evicted', 'The node was low on resource: inodes. ', 60, 'shop/web-1')
    expect(verdictOf(diskInodesExhausted, [pressure('DiskPressure'), event])).toMatchObject({ status: 'True' })
  })

  it('is found before the condition turns', () => {
    const facts = [pressure('DiskPressure', 'False'), stats({ nodeFs: disk(500) }), config(thresholds)]
    expect(verdictOf(diskInodesExhausted, facts)).toMatchObject({ status: 'True', severity: 'warning' })
  })

  it.each(['healthy', 'disk-pressure', 'imagefs-pressure'])('is not seen in the state %s', async (state) => {
    expect((await verdictOnState(diskInodesExhausted, state)).status).toBe('False')
  })

  it('is not a filesystem that has no space either: that is disk.full', () => {
    const facts = [pressure('DiskPressure'), stats({ nodeFs: disk(500, 2) }), config(thresholds)]
    expect(verdictOf(diskInodesExhausted, facts).status).toBe('False')
  })

  it('is not DiskPressure about space', () => {
    const event = kubeletEvent('EvictionThresholdMet', 'Attempting to reclaim ephemeral-storage')
    expect(verdictOf(diskInodesExhausted, [pressure('DiskPressure'), event]).status).toBe('False')
  })
})
