import type { Collector } from './collector.ts'
import { type EventsData, listEvents } from './event-list.ts'

/**
 * Warnings that this node's kubelet reported about pods (sandboxes, mounts, evictions). Events cannot be selected by
 * the host that reports them, so those of all kubelets are read and the others dropped: two requests at most, which
 * in a cluster with more Warnings than that may miss some (`complete` is false then).
 */
export const podEventsCollector: Collector<EventsData> = {
  source: 'pod-events',
  role: 'read',
  permissions: [{ group: '', resource: 'events', verb: 'list' }],
  targets: ['node'],
  deadlineMs: 6_000,
  async collect(request) {
    const name = request.target.kind === 'node' ? request.target.name : ''
    const selector = 'involvedObject.kind=Pod,type=Warning,source=kubelet'
    const keep = ({ host }: { readonly host: string }) => host === name
    return listEvents(request, { selector, pageSize: 500, mostPages: 2, most: 100, keep })
  },
}
