import { describe, expect, it } from 'vitest'
import { kubeletConfigCollector } from '../../src/collectors/kubelet-config.ts'
import { kubeletConfigProvider } from '../../src/facts/kubelet-config.ts'
import { factsOfState } from './recorded-node.ts'
import { factsFrom, type Route } from './recorded-reader.ts'

function factsWith(route: Route) {
  const routes = { '/api/v1/nodes/rig-node-1/proxy/configz': route }
  return factsFrom(kubeletConfigCollector, kubeletConfigProvider, routes)
}

describe('kubelet-config', () => {
  it('keeps the thresholds and settings that rules read', async () => {
    const { facts } = await factsOfState('disk-pressure')
    expect(facts.find(({ kind }) => kind === 'kubeletConfig')?.value).toEqual({
      evictionHard: {
        'imagefs.available': '15%',
        'memory.available': '100Mi',
        'nodefs.available': '99%',
        'nodefs.inodesFree': '5%',
        'pid.available': '5%',
      },
      evictionSoft: {},
    })
  })

  it('makes a gap of a 200 that is no configuration', async () => {
    await expect(factsWith({ status: 200, body: 'ok' })).rejects.toMatchObject({ reason: 'invalid' })
  })

  it('makes a gap of a kubelet that nobody reaches', async () => {
    const { gaps } = await factsOfState('kubelet-hung-5s')
    expect(gaps.find(({ source }) => source === 'kubelet-config')?.detail).toContain('TLS handshake timeout')
  })
})
