import { describe, expect, it } from 'vitest'
import { type DiagnoseFlags, readRequest } from '../../src/cli/diagnose-options.ts'
import { parseDuration } from '../../src/cli/duration.ts'

const flags: DiagnoseFlags = { output: 'text', timeout: '30s' }

describe('readRequest', () => {
  it('reads targets in order, each once', () => {
    const { targets, timeoutMs } = readRequest(['node-3', 'cluster', 'node/node-3', 'node-3'], flags)
    expect(targets).toEqual([{ kind: 'node', name: 'node-3' }, { kind: 'cluster' }])
    expect(timeoutMs).toBe(30_000)
  })

  it.each([
    [[], {}, /Name a target/],
    [['Node_3'], {}, /cannot be a node name/],
    [['deployment/x'], {}, /a target is node\/<name>/],
    [['a', 'b'], { save: 'x.json' }, /--save takes one target/],
    [['a'], { save: '' }, /--save needs the name of a file/],
    [['a'], { from: 'x.json' }, /name no other/],
    [['a'], { timeout: 'soon' }, /--timeout "soon" is no time/],
    [['a'], { timeout: '0' }, /between 100ms and 10m/],
    [['a'], { timeout: '2000h' }, /is no time/],
  ])('refuses %j with %j', (names, more, message) => {
    expect(() => readRequest(names, { ...flags, ...more })).toThrow(message)
  })
})

describe('parseDuration', () => {
  it.each([
    ['30s', 30_000],
    ['30', 30_000],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['1.5s', 1500],
    ['', undefined],
    ['s', undefined],
    ['-1s', undefined],
    ['1h', undefined],
    ['30 s', undefined],
  ])('reads "%s" as %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })
})
