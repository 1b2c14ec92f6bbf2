import type { EventsData } from '../collectors/event-list.ts'
import { eventFacts } from './event-facts.ts'
import { defineProvider } from './provider.ts'

/** Warnings of the node's kubelet about pods. */
export const podEventsProvider = defineProvider<EventsData>({
  source: 'pod-events',
  provides: ['event'],
  facts: eventFacts,
})
