import type { EventsData } from '../collectors/event-list.ts'
import { eventFacts } from './event-facts.ts'
import { defineProvider } from './provider.ts'

/** Events about the Node object. */
export const eventsProvider = defineProvider<EventsData>({ source: 'events', provides: ['event'], facts: eventFacts })
