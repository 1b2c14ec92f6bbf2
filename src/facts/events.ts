import type { EventsData } from '../collectors/event-list.ts'
import { cutOff } from './cut-off.ts'
import { eventFacts } from './event-facts.ts'
import { defineProvider } from './provider.ts'

/** Events about the Node object. */
export const eventsProvider = defineProvider<EventsData>({
  source: 'events',
  provides: ['event'],
  gaps: ({ source, data }) =>
    data.complete ? [] : [cutOff(source, ['event'], 'there are more Events about the node than one diagnosis reads')],
  facts: (evidence) => eventFacts('event', evidence),
})
