import type { Fact } from './fact.ts'
import { kubeletPortOf } from './kubelet-port.ts'
import { type Because, because } from './rule.ts'

/** One because-line about the kubelet's port, in the words of who tried it; none where nobody could ask. */
export function portLines(reaches: readonly Fact<'kubeletReach'>[], words: string): readonly Because[] {
  const [reach] = reaches
  if (!reach || kubeletPortOf(reaches) === 'unasked') return []
  return [because(`${words}: ${reach.value.message || 'ok'}`, reach)]
}
