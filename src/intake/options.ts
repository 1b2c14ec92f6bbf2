import type { PlainTextOption } from '@slack/types'
import type { Inventory, KnownNode } from './inventory.ts'
import { clusterOfBlock, nodeOption } from './messages/choose-node.ts'
import { readWords } from './read-words.ts'

/** A menu shows at most this many entries. */
const mostOptions = 100

/** Slack waits three seconds for the entries; a slow cluster gives an older list, or none. */
const reading = { maxAgeMs: 30_000, withinMs: 1_500 }

/** The nodes whose names hold what was typed: sick ones first, then those that begin with it. */
export async function nodeOptions(
  typed: string,
  blockId: string,
  clusters: readonly string[],
  inventory: Inventory,
): Promise<readonly PlainTextOption[]> {
  const cluster = clusters.find((name) => name === clusterOfBlock(blockId)) ?? clusters[0]
  const answer = cluster === undefined ? undefined : await inventory.nodes(cluster, reading)
  if (!answer || !('list' in answer)) return []
  const wanted = readWords(typed).join('').toLowerCase()
  const fitting = answer.list.nodes.filter(({ name }) => name.includes(wanted))
  return [...fitting]
    .sort((a, b) => rank(a, wanted) - rank(b, wanted))
    .slice(0, mostOptions)
    .map(nodeOption)
}

function rank({ name, sick }: KnownNode, wanted: string): number {
  return (sick ? 0 : 2) + (name.startsWith(wanted) ? 0 : 1)
}
