import { describe, expect, it } from 'vitest'
import { readWords } from '../../src/intake/read-words.ts'
import { splitRequest } from '../../src/intake/split-request.ts'

describe('readWords', () => {
  it.each([
    ['diagnose node-3', ['diagnose', 'node-3']],
    ['  diagnose\t node-3\n', ['diagnose', 'node-3']],
    ['', []],
    ['diagnose node–3', ['diagnose', 'node-3']],
    ['diagnose node—3', ['diagnose', 'node-3']],
    ['diagnose node‑3', ['diagnose', 'node-3']],
    ['diagnose node−3', ['diagnose', 'node-3']],
    ['diagnose “node-3”', ['diagnose', 'node-3']],
    ['diagnose ‘node-3’?', ['diagnose', 'node-3']],
    ['diagnose `node-3`', ['diagnose', 'node-3']],
    ['diagnose *node-3*.', ['diagnose', 'node-3']],
    ['diagnose "node-3",', ['diagnose', 'node-3']],
    ['diagnose <@U1|node-3>', ['diagnose', 'node-3']],
    ['diagnose <#C1|node-3>', ['diagnose', 'node-3']],
    ['diagnose <@U1>', ['diagnose', '@U1']],
    ['diagnose <http://ip-10-0-0-1.ec2.internal|ip-10-0-0-1.ec2.internal>', ['diagnose', 'ip-10-0-0-1.ec2.internal']],
    ['diagnose <http://ip-10-0-0-1.ec2.internal>', ['diagnose', 'ip-10-0-0-1.ec2.internal']],
    ['diagnose &lt;node-3&gt;', ['diagnose', '<node-3>']],
    ['diagnose &amp;lt;b', ['diagnose', '&lt;b']],
    ['diagnose node\u200b-3\u202e', ['diagnose', 'node-3']],
    ['diagnose ｎｏｄｅ－３', ['diagnose', 'node-3']],
    ['diagnose\u00a0node-3', ['diagnose', 'node-3']],
  ])('reads %j', (text, words) => {
    expect(readWords(text)).toEqual(words)
  })

  it('takes any text without harm', () => {
    for (const text of ['<', '<@', '<@U1|', '<<<>>>', '```', '"', '\u202e'.repeat(1000), '&'.repeat(10_000)]) {
      expect(readWords(text).every((word) => word !== '')).toBe(true)
    }
  })
})

describe('splitRequest', () => {
  it.each([
    [['node-3'], { targets: ['node-3'] }],
    [['node/node-3'], { targets: ['node/node-3'] }],
    [['Node/Node-3'], { targets: ['node/Node-3'] }],
    [['node', 'node-3'], { targets: ['node-3'] }],
    [['control', 'plane'], { targets: ['control-plane'] }],
    [['controlplane'], { targets: ['control-plane'] }],
    [['node-3', 'node-4', 'in', 'Staging'], { targets: ['node-3', 'node-4'], cluster: 'staging' }],
    [['node-3', '--cluster', 'staging'], { targets: ['node-3'], cluster: 'staging' }],
    [['-cluster=staging', 'node-3'], { targets: ['node-3'], cluster: 'staging' }],
    [['cluster', 'in', 'staging'], { targets: ['cluster'], cluster: 'staging' }],
    [['in'], { targets: ['in'] }],
    [['node-3', 'in'], { targets: ['node-3', 'in'] }],
    [[], { targets: [] }],
  ])('splits %j', (words, expected) => {
    expect(splitRequest(words)).toEqual(expected)
  })
})
