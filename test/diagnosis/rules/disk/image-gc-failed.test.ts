import { describe, expect, it } from 'vitest'
import { eventsCollector } from '../../../../src/collectors/events.ts'
import { diskImageGcFailed } from '../../../../src/diagnosis/rules/disk/image-gc-failed.ts'
import { eventsProvider } from '../../../../src/facts/events.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { factsFrom } from '../../../collectors/recorded-reader.ts'
import { now, verdictOf } from '../../facts-builder.ts'
import { kubeletEvent } from '../pressure-facts.ts'

describe('disk.image-gc-failed', () => {
  it('is found in an Event of the API server', async () => {
    const event = {
      metadata: { name: 'node-3.1' },
      involvedObject: { kind: 'Node', name: 'rig-node-1', uid: 'rig-node-1' },
      reason: 'FreeDiskSpaceFailed',
      message:
        'Failed to garbage collect required amount of images. Attempted to free 5637144576 bytes, but only found 0 bytes eligible to free.',
      source: { component: 'kubelet', host: 'rig-node-1' },
      firstTimestamp: new Date(now - 3_600_000).toISOString(),
      lastTimestamp: new Date(now - 120_000).toISOString(),
      count: 12,
      type: 'Warning',
    }
    const list = { kind: 'EventList', metadata: {}, items: [event] }
    const selector = encodeURIComponent('involvedObject.kind=Node,involvedObject.name=rig-node-1')
    const routes = { [`/api/v1/events?fieldSelector=${selector}&limit=500`]: list }
    const facts = await factsFrom(eventsCollector, eventsProvider, routes)
    expect(verdictOf(diskImageGcFailed, facts)).toMatchObject({ status: 'True', confidence: 0.9 })
  })

  it('is found in the words of an older kubelet', () => {
    const message =
      'failed to garbage collect required amount of images. Wanted to free 2011811840 bytes, but freed 0 bytes'
    expect(verdictOf(diskImageGcFailed, [kubeletEvent('ImageGCFailed', message)])).toMatchObject({ status: 'True' })
  })

  it('is not an Event of an hour ago', () => {
    const message = 'failed to garbage collect required amount of images'
    expect(verdictOf(diskImageGcFailed, [kubeletEvent('ImageGCFailed', message, 3_000)]).status).toBe('False')
  })

  it.each([
    'invalid capacity 0 on image filesystem',
    'failed to get imageFs info: unable to find data in memory cache',
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ])('is not a kubelet that starts, nor a runtime that does not answer: %s', (message) => {
    expect(verdictOf(diskImageGcFailed, [kubeletEvent('ImageGCFailed', message)]).status).toBe('False')
  })

  it.each(['healthy', 'containerd-hung-4m', 'cni-plugin-binary-missing'])(
    'is not seen in the state %s',
    async (state) => {
      expect((await verdictOnState(diskImageGcFailed, state)).status).toBe('False')
    },
  )
})
