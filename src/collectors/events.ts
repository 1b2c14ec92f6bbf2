import type { Collector } from './collector.ts'
import { type EventsData, listEvents } from './event-list.ts'

/**
 * Events about the Node object, from all namespaces as `kubectl describe node` asks for them. Selected by name, not by
 * UID: the kubelet puts the node's name where the UID belongs.
 */
export const eventsCollector: Collector<EventsData> = {
  source: 'events',
  role: 'read',
  permissions: [{ group: '', resource: 'events', verb: 'list' }],
  targets: ['node'],
  deadlineMs: 6_000,
  async collect(request) {
    const name = request.target.kind === 'node' ? request.target.name : ''
    const selector = `involvedObject.kind=Node,involvedObject.name=${name}`
    return listEvents(request, { selector, pageSize: 500, mostPages: 3, most: 200 })
  },
}
