import { describe, expect, it } from 'vitest'
import { nodePressure } from '../../../../src/diagnosis/rules/node/pressure.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { pressure } from '../pressure-facts.ts'

describe('node.pressure', () => {
  it.each([
    ['memory-pressure', 'MemoryPressure', 'memory.available 99.9%'],
    ['disk-pressure', 'DiskPressure', 'nodefs.available 99%'],
    ['pid-pressure', 'PIDPressure', 'pid.available 99.9%'],
  ])('is found in the recorded state %s, with its odd threshold', async (state, type, threshold) => {
    const verdict = await verdictOnState(nodePressure, state)
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.98 })
    expect(textOf(verdict)).toContain(`${type} is True`)
    expect(textOf(verdict)).toContain(threshold)
  })

  it('names several at once and says since when', () => {
    const verdict = verdictOf(nodePressure, [pressure('DiskPressure'), pressure('MemoryPressure', 'True', 300)])
    expect(textOf(verdict)).toContain('DiskPressure and MemoryPressure')
    expect(textOf(verdict)).toContain('since 5 min')
  })

  it.each(['healthy', 'cordoned', 'containerd-stopped-4m'])('is not seen in the state %s', async (state) => {
    expect(await verdictOnState(nodePressure, state)).toEqual({
      status: 'False',
      fine: 'No memory, disk or PID pressure',
    })
  })

  it('is not called fine when nobody writes the conditions any more', () => {
    const verdict = verdictOf(nodePressure, [pressure('DiskPressure', 'Unknown'), pressure('PIDPressure', 'Unknown')])
    expect(verdict).toEqual({ status: 'False', fine: undefined })
  })
})
