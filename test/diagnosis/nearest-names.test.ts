import { describe, expect, it } from 'vitest'
import { nearestNames } from '../../src/diagnosis/nearest-names.ts'

const nodes = ['cp-1', 'node-1', 'node-2', 'node-3', 'ip-10-0-3-17.ec2.internal']

describe('nearestNames', () => {
  it('finds the name behind a swapped or missing letter', () => {
    expect(nearestNames('noed-3', nodes)[0]).toBe('node-3')
    expect(nearestNames('node3', nodes)[0]).toBe('node-3')
  })

  it('finds a long name by its beginning or a part of it', () => {
    expect(nearestNames('ip-10-0-3-17', nodes)).toEqual(['ip-10-0-3-17.ec2.internal'])
    expect(nearestNames('10-0-3', nodes)).toEqual(['ip-10-0-3-17.ec2.internal'])
  })

  it('ignores case', () => {
    expect(nearestNames('NODE-2', nodes)[0]).toBe('node-2')
  })

  it('stays silent when nothing is near, and gives no more than asked', () => {
    expect(nearestNames('database', nodes)).toEqual([])
    expect(nearestNames('node-9', nodes, 2)).toEqual(['node-1', 'node-2'])
  })

  it('orders equally near names by name, so that answers repeat', () => {
    expect(nearestNames('node-9', ['node-3', 'node-1'])).toEqual(['node-1', 'node-3'])
  })
})
