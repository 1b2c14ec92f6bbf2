import { describe, expect, it } from 'vitest'
import { memoryMisreported } from '../../../../src/diagnosis/rules/memory/misreported.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { config, gib, kubeletEvent, pressure, stats } from '../pressure-facts.ts'

const thresholds = { 'memory.available': '100Mi' }
const plenty = stats({ memoryAvailableBytes: 6 * gib, memoryWorkingSetBytes: 2 * gib })
const evicted = kubeletEvent('Evicted', 'The node was low on resource: memory. ', 120, 'shop/web-1')

describe('memory.misreported', () => {
  it('is found in the recorded state memory-pressure: the threshold asks for 99.9 %', async () => {
    const verdict = await verdictOnState(memoryMisreported, 'memory-pressure')
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.75 })
    expect(textOf(verdict)).toContain('memory.available 99.9%')
    expect(textOf(verdict)).toContain('The node is not short of memory')
  })

  it('is found when pressure lasts while there is plenty', () => {
    const verdict = verdictOf(memoryMisreported, [pressure('MemoryPressure'), plenty, config(thresholds)])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.65 })
    const blind = verdictOf(memoryMisreported, [pressure('MemoryPressure'), plenty])
    expect(textOf(blind)).toContain('could not be read')
  })

  it.each(['healthy', 'disk-pressure'])('is not seen in the state %s', async (state) => {
    expect((await verdictOnState(memoryMisreported, state)).status).toBe('False')
  })

  it('is not pressure that has just ended: the condition lasts some minutes longer', () => {
    const fresh = [pressure('MemoryPressure', 'True', 200), plenty, config(thresholds)]
    expect(verdictOf(memoryMisreported, fresh).status).toBe('False')
    const late = [pressure('MemoryPressure'), plenty, config(thresholds), evicted]
    expect(verdictOf(memoryMisreported, late).status).toBe('False')
  })

  it('is not a soft threshold that is really met', () => {
    const available = stats({ memoryAvailableBytes: 3 * gib, memoryWorkingSetBytes: 5 * gib })
    const soft = config(thresholds, { 'memory.available': '3500Mi' })
    expect(verdictOf(memoryMisreported, [pressure('MemoryPressure'), available, soft]).status).toBe('False')
  })
})
