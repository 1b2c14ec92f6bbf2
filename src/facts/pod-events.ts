import type { EventsData } from '../collectors/event-list.ts'
import { cutOff } from './cut-off.ts'
import { eventFacts } from './event-facts.ts'
import { defineProvider } from './provider.ts'

/** Warnings of the node's kubelet about pods. */
export const podEventsProvider = defineProvider<EventsData>({
  source: 'pod-events',
  provides: ['podEvent'],
  gaps: ({ source, data }) =>
    data.complete
      ? []
      : [cutOff(source, ['podEvent'], 'there are more Warnings about pods in the cluster than one diagnosis reads')],
  facts: (evidence) => eventFacts('podEvent', evidence),
})
