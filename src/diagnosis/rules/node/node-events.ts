import type { Fact } from '../../fact.ts'

/** Events about the Node itself. Those about its pods are facts of the same kind, with UIDs of their own. */
export function aboutNode(events: readonly Fact<'event'>[]): readonly Fact<'event'>[] {
  return events.filter(({ value }) => value.object.startsWith('Node/'))
}
