import type { Fact } from '../../fact.ts'

/** Events about the Node itself, should a source carry others beside them: those of its pods have UIDs of their own. */
export function aboutNode(events: readonly Fact<'event'>[]): readonly Fact<'event'>[] {
  return events.filter(({ value }) => value.object.startsWith('Node/'))
}
