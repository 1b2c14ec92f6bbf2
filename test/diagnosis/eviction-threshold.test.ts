import { describe, expect, it } from 'vitest'
import { evictionThreshold } from '../../src/diagnosis/eviction-threshold.ts'

const config = {
  evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '10%', 'pid.available': '0%' },
  evictionSoft: { 'memory.available': '1Gi' },
}

describe('evictionThreshold', () => {
  it('reads per cent of what there is', () => {
    expect(evictionThreshold('nodefs.available', 2000, config)).toMatchObject({ text: '10%', value: 200, known: true })
  })

  it('takes the higher of the hard and the soft threshold', () => {
    expect(evictionThreshold('memory.available', 8 * 2 ** 30, config)).toMatchObject({ text: '1Gi', value: 2 ** 30 })
  })

  it.each(['imagefs.available', 'pid.available'] as const)('knows that %s is switched off', (signal) => {
    expect(evictionThreshold(signal, 1000, config)).toBeUndefined()
  })

  it('assumes the defaults of Kubernetes when the configuration could not be read', () => {
    expect(evictionThreshold('imagefs.available', 1000, undefined)).toMatchObject({ value: 150, known: false })
    expect(evictionThreshold('pid.available', 1000, undefined)).toBeUndefined()
  })

  it('calls a threshold above half of the capacity excessive', () => {
    const odd = { ...config, evictionHard: { 'nodefs.available': '99%' } }
    expect(evictionThreshold('nodefs.available', 1000, odd)?.excessive).toBe(true)
    expect(evictionThreshold('nodefs.available', 1000, config)?.excessive).toBe(false)
  })

  it('ignores what is no quantity', () => {
    const odd = { ...config, evictionHard: { 'nodefs.available': 'lots', 'nodefs.inodesFree': 'x%' } }
    expect(evictionThreshold('nodefs.available', 1000, odd)).toBeUndefined()
    expect(evictionThreshold('nodefs.inodesFree', 1000, odd)).toBeUndefined()
  })
})
