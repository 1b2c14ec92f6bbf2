import { describe, expect, it } from 'vitest'
import { kubeletConfigCollector } from '../../../../src/collectors/kubelet-config.ts'
import { memoryNoEvictionThreshold } from '../../../../src/diagnosis/rules/memory/no-eviction-threshold.ts'
import { kubeletConfigProvider } from '../../../../src/facts/kubelet-config.ts'
import { recordedNode, verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom } from '../../../collectors/recorded-reader.ts'
import { verdictOf } from '../../facts-builder.ts'
import { config, gib, kubeletEvent, stats } from '../pressure-facts.ts'

/** As a distribution that names only the disks configures it. */
const disksOnly = config({ 'imagefs.available': '5%', 'nodefs.available': '5%' })

describe('memory.no-eviction-threshold', () => {
  it('is mere information in a recorded configuration without the threshold', async () => {
    const path = '/api/v1/nodes/rig-node-1/proxy/configz'
    const { body } = await recordedNode('healthy').read.get(path, { signal: new AbortController().signal })
    const changed = body.replace('"memory.available":"100Mi",', '')
    expect(changed).not.toBe(body)
    const facts = await factsFrom(kubeletConfigCollector, kubeletConfigProvider, {
      [path]: { status: 200, body: changed },
    })
    expect(verdictOf(memoryNoEvictionThreshold, facts)).toMatchObject({ status: 'True', severity: 'info' })
  })

  it('is a warning once the kernel has killed, or memory is scarce', () => {
    const killed = kubeletEvent('SystemOOM', 'System OOM encountered, victim process: java, pid: 1', 1_200)
    expect(verdictOf(memoryNoEvictionThreshold, [disksOnly, killed])).toMatchObject({
      severity: 'warning',
      confidence: 0.9,
      summary: expect.stringContaining('kubelet of node-3'),
    })
    const scarce = stats({ memoryAvailableBytes: 0.1 * gib, memoryWorkingSetBytes: 7.9 * gib })
    expect(verdictOf(memoryNoEvictionThreshold, [disksOnly, scarce])).toMatchObject({ severity: 'warning' })
  })

  it('is not said of a node with a threshold', async () => {
    const fine = 'The kubelet evicts when memory.available falls below 100Mi'
    expect(await verdictOnState(memoryNoEvictionThreshold, 'healthy')).toEqual({ status: 'False', fine })
  })

  it('is not said of a soft threshold', () => {
    expect(verdictOf(memoryNoEvictionThreshold, [config({}, { 'memory.available': '1Gi' })]).status).toBe('False')
  })

  it('is said of a threshold of 0 %', () => {
    expect(verdictOf(memoryNoEvictionThreshold, [config({ 'memory.available': '0%' })]).status).toBe('True')
  })
})
