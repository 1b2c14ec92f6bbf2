import { describe, expect, it } from 'vitest'
import { kubeletStatsCollector } from '../../src/collectors/kubelet-stats.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import { kubeletStatsProvider } from '../../src/facts/kubelet-stats.ts'
import { factsOfState } from './recorded-node.ts'
import { factsFrom, type Route } from './recorded-reader.ts'

const proxy = '/api/v1/nodes/rig-node-1/proxy'

function factsWith(summary: Route, healthz?: Route) {
  return factsFrom(kubeletStatsCollector, kubeletStatsProvider, {
    [`${proxy}/stats/summary`]: summary,
    ...(healthz && { [`${proxy}/healthz`]: healthz }),
  })
}

async function statsOfState(state: string) {
  const { facts, gaps } = await factsOfState(state)
  return {
    facts: facts.filter(({ from }) => from.source === 'kubelet-stats'),
    gap: gaps.find(({ source }) => source === 'kubelet-stats'),
  }
}

describe('kubelet-stats', () => {
  it('keeps memory, disks and PIDs', async () => {
    const { facts } = await statsOfState('healthy')
    expect(facts).toMatchObject([
      {
        kind: 'kubeletStats',
        value: {
          memoryAvailableBytes: 24354762752,
          memoryWorkingSetBytes: 921739264,
          nodeFs: { availableBytes: 73727791104, capacityBytes: 270553174016, inodesFree: 16154410 },
          imageFs: { availableBytes: 73727791104 },
          pids: { max: 32768, current: 247 },
        },
      },
    ])
  })

  it('takes the kubelet’s own failure as evidence', async () => {
    const { facts } = await statsOfState('containerd-stopped-25s')
    expect(facts).toMatchObject([{ kind: 'kubeletStatsFailed', value: { status: 500, hung: false } }])
    expect(JSON.stringify(facts)).toContain('containerd.sock: connect: connection refused')
  })

  it('takes silence as evidence while the kubelet answers other questions', async () => {
    const { facts } = await statsOfState('containerd-hung-4m')
    expect(facts).toMatchObject([{ kind: 'kubeletStatsFailed', value: { status: 0, hung: true } }])
  })

  it('makes a gap of a kubelet that nobody reaches', async () => {
    const { facts, gap } = await statsOfState('kubelet-stopped-75s')
    expect(facts).toEqual([])
    expect(gap).toMatchObject({ reason: 'unavailable' })
    expect(gap?.detail).toContain('connection refused')
  })

  it('makes a gap of silence on every question', async () => {
    const silence = new ReadError('timeout', 'aborted')
    await expect(factsWith(silence, silence)).rejects.toMatchObject({ reason: 'timeout' })
  })

  it.each([
    ['forbidden', { status: 403, contentType: 'text/plain', body: 'Forbidden (user=apiserver, verb=get)' }],
    ['invalid', { status: 200, contentType: 'text/html', body: '<html>log in</html>' }],
  ])('makes a gap (%s) of what is no summary', async (reason, route) => {
    await expect(factsWith(route)).rejects.toMatchObject({ reason })
  })

  it('leaves out what the kubelet has not measured yet', async () => {
    const body = JSON.stringify({ node: { fs: { capacityBytes: 0, availableBytes: 0 }, rlimit: {} } })
    const [fact] = await factsWith({ status: 200, body })
    expect(fact?.value).toEqual({})
  })
})
