import { describe, expect, it } from 'vitest'
import { parseLogLine } from '../../../src/facts/log-format/index.ts'

const readAt = Date.parse('2026-11-23T19:00:00Z')

function parse(line: string) {
  const { at, ...rest } = parseLogLine(line, { component: 'kubelet', readAt })
  return { ...rest, at: at === undefined ? undefined : new Date(at).toISOString() }
}

describe('parseLogLine', () => {
  it('reads klog', () => {
    const line = 'E0122 06:56:04.774977       1 reflector.go:199] Failed to list *v1.Endpoints: i/o timeout'
    expect(parse(line)).toEqual({
      component: 'kubelet',
      at: '2026-01-22T06:56:04.774Z',
      severity: 'error',
      message: 'Failed to list *v1.Endpoints: i/o timeout',
    })
  })

  it.each([
    ['I', 'info'],
    ['W', 'warning'],
    ['E', 'error'],
    ['F', 'fatal'],
  ])('reads the severity %s of klog as %s', (letter, severity) => {
    expect(parse(`${letter}1123 18:00:00.000000  12 a.go:1] x`).severity).toBe(severity)
  })

  it('dates a line without a year to the last such day', () => {
    expect(parse('E1231 23:59:59.000000  12 a.go:1] x').at).toBe('2025-12-31T23:59:59.000Z')
    expect(parse('E1124 08:00:00.000000  12 a.go:1] x').at).toBe('2026-11-24T08:00:00.000Z')
  })

  it('dates a line of 1 January that was read on 31 December', () => {
    const line = 'E0101 00:00:01.000000  12 a.go:1] x'
    const { at } = parseLogLine(line, { component: 'kubelet', readAt: Date.parse('2026-12-31T23:59:59Z') })
    expect(at).toBe(Date.parse('2027-01-01T00:00:01Z'))
  })

  it('opens the journal’s envelope, whose clock it trusts', () => {
    const line = 'Nov 23 17:00:01.437711 node-3 kubelet[812]: E1123 19:00:01.400000     812 kubelet.go:1] "x" err="y"'
    expect(parse(line)).toEqual({
      component: 'kubelet',
      at: '2026-11-23T17:00:01.437Z',
      severity: 'error',
      message: '"x" err="y"',
    })
  })

  it('knows another program in the same journal', () => {
    const line = 'Jun  1 16:46:01 host-abe systemd[1]: kubelet.service: Failed with result exit-code.'
    expect(parse(line)).toMatchObject({ component: 'systemd', at: '2026-06-01T16:46:01.000Z', severity: 'info' })
  })

  it('reads ISO envelopes', () => {
    const line = '2026-11-23T18:34:06+0200 node-3 kubelet[1]: W1123 18:34:06.000001  1 a.go:1] x'
    expect(parse(line)).toMatchObject({ at: '2026-11-23T16:34:06.000Z', severity: 'warning', message: 'x' })
  })

  it('reads the JSON of Kubernetes components', () => {
    const line = '{"ts":1795460406000.5,"caller":"a.go:1","msg":"command failed","err":"no such file"}'
    expect(parse(line)).toMatchObject({ severity: 'error', message: 'command failed err="no such file"' })
    expect(parse('{"ts":1795460406000,"caller":"a.go:1","msg":"fine","v":0}').severity).toBe('info')
  })

  it.each(['', 'goroutine 1 [running]:', '{"ts":', '{"msg":"x"}', 'Foo 23 17:00:01 a b: c'])(
    'keeps a line in no known format as plain information: %j',
    (line) => {
      expect(parse(line)).toEqual({ component: 'kubelet', at: undefined, severity: 'info', message: line })
    },
  )
})
