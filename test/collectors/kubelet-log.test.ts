import { describe, expect, it } from 'vitest'
import { kubeletLogCollector } from '../../src/collectors/kubelet-log.ts'
import { kubeletLogProvider } from '../../src/facts/kubelet-log.ts'
import { factsOfState } from './recorded-node.ts'
import { collectFrom, factsFrom, fixtureText } from './recorded-reader.ts'

const path = '/api/v1/nodes/rig-node-1/proxy/logs/?query=kubelet&tailLines=400'
const target = { kind: 'node', name: 'rig-node-1' } as const

function answering(body: string, status = 200) {
  return { [path]: { status, contentType: 'text/plain', body } }
}

describe('kubelet-log', () => {
  it('keeps the lines of a journal, and facts of the abnormal ones only', async () => {
    const routes = answering(fixtureText('kubelet-log/journal.txt'))
    const { lines } = await collectFrom(kubeletLogCollector, routes, target)
    expect(lines).toHaveLength(5)
    const facts = await factsFrom(kubeletLogCollector, kubeletLogProvider, routes)
    expect(facts.map(({ value }) => value)).toMatchObject([
      { component: 'kubelet', severity: 'error', message: expect.stringContaining('PLEG is not healthy') },
      { component: 'kubelet', severity: 'error', message: expect.stringContaining('"command failed"') },
      { component: 'systemd', severity: 'info', message: expect.stringContaining('Main process exited') },
    ])
    expect(facts.filter(({ moment }) => moment)).toHaveLength(1)
  })

  it('calls a listing of /var/log by its name: the query is off', async () => {
    const { facts, gaps } = await factsOfState('healthy')
    expect(facts.filter(({ kind }) => kind === 'logLine')).toEqual([])
    expect(gaps.find(({ source }) => source === 'kubelet-log')).toMatchObject({ reason: 'not-configured' })
  })

  it.each([
    ['not-configured', fixtureText('kubelet-log/not-found.txt'), 200],
    ['not-configured', fixtureText('kubelet-log/options-refused.txt'), 200],
    ['not-configured', '404 page not found', 404],
    ['invalid', '\n', 200],
    ['forbidden', 'Forbidden (user=viewer, verb=get, resource=nodes, subresource=log)', 403],
  ])('makes a gap (%s) of an answer without lines', async (reason, body, status) => {
    await expect(collectFrom(kubeletLogCollector, answering(body, status), target)).rejects.toMatchObject({ reason })
  })

  it('bounds the number and the length of lines', async () => {
    const routes = answering(Array.from({ length: 900 }, (_, index) => `${index} ${'x'.repeat(5_000)}`).join('\n'))
    const { lines } = await collectFrom(kubeletLogCollector, routes, target)
    expect(lines).toHaveLength(400)
    expect(lines.at(-1)).toMatch(/^899 x+$/)
    expect(lines.at(-1)).toHaveLength(1_000)
  })
})
