import { describe, expect, it } from 'vitest'
import { missingNode } from '../../src/worker/missing-node.ts'
import { buildRun } from './build-run.ts'

describe('missingNode', () => {
  it('names what was asked for and what is called alike', () => {
    const run = buildRun({ missing: true, name: 'node-3', nearest: ['node-1', 'node-2'] })
    expect(missingNode(run)).toEqual({ name: 'node-3', nearest: ['node-1', 'node-2'] })
  })

  it('is nothing where the node was read', () => {
    expect(missingNode(buildRun({ node: {} }))).toBeUndefined()
  })
})
