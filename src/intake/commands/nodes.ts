import { inlineCode } from '../../report/block-kit/escape.ts'
import { dateAndClock } from '../../report/time.ts'
import type { Ask, Command, IntakePorts } from '../ask.ts'
import { chooseCluster } from '../choose-cluster.ts'
import type { KnownNode, NodeList } from '../inventory.ts'
import { foreignText } from '../messages/foreign-text.ts'
import { splitRequest } from '../split-request.ts'

/** More lines than this are a file. */
const mostLines = 25

/** `/k8s nodes`: the nodes of a cluster and which of them are sick. */
export const nodes: Command = {
  name: 'nodes',
  usage: 'nodes [in <cluster>]',
  summary: 'all nodes with their status, sick ones first',
  needs: 'viewer',
  async run(ask, words, ports) {
    const { targets, cluster: named } = splitRequest(['nodes', ...words])
    const chosen = chooseCluster(named ?? targets.find((word) => ports.clusters.includes(word)), ports)
    if ('problem' in chosen) return ask.whisper({ text: chosen.problem })
    const answer = await ports.inventory.nodes(chosen.cluster, { maxAgeMs: 10_000, withinMs: 10_000 })
    if ('problem' in answer) {
      const text = `I cannot read the nodes of ${inlineCode(chosen.cluster)}: ${foreignText(answer.problem)}`
      return ask.whisper({ text })
    }
    return show(ask, chosen.cluster, answer.list, ports)
  },
}

async function show(ask: Ask, cluster: string, list: NodeList, ports: IntakePorts): Promise<void> {
  const sorted = [...list.nodes].sort((a, b) => Number(b.sick) - Number(a.sick) || (a.name < b.name ? -1 : 1))
  const heading = headingOf(cluster, list)
  if (sorted.length <= mostLines) return ask.answer({ text: `${heading}\n${table(sorted, escapedFence)}` })
  return shareFile(ask, { cluster, heading, text: `${table(sorted, (text) => text)}\n` }, ports)
}

function headingOf(cluster: string, { nodes: read, total, readAt }: NodeList): string {
  const sick = read.filter((node) => node.sick).length
  const unread = total > read.length ? `, of which I read ${read.length}` : ''
  const state = sick === 0 ? 'all Ready' : `*${sick} not plainly Ready*`
  return `${inlineCode(cluster)}: ${total} nodes${unread}, ${state} (${dateAndClock(readAt)} UTC)`
}

function table(list: readonly KnownNode[], wrap: (text: string) => string): string {
  const width = Math.max(0, ...list.map(({ name }) => name.length))
  return wrap(list.map(({ name, status }) => `${name.padEnd(width)}  ${status}`).join('\n'))
}

function escapedFence(text: string): string {
  return text === '' ? '' : `\`\`\`\n${foreignLines(text)}\n\`\`\``
}

function foreignLines(text: string): string {
  return text
    .split('\n')
    .map((line) => foreignText(line, 300).replaceAll('`', "'"))
    .join('\n')
}

/** Long output never fills a channel: one line there, the list as a file in its thread. */
async function shareFile(
  ask: Ask,
  { cluster, heading, text }: { cluster: string; heading: string; text: string },
  { ledger, refusals }: IntakePorts,
): Promise<void> {
  const key = `nodes ${ask.id}`
  refusals.watch(key, ask)
  const { conversation } = ask
  await ledger.want({ key, conversation, version: 1, content: { text: heading }, priority: 'answer' })
  await ledger.want({
    key: `${key} file`,
    conversation: conversation.thread ? conversation : { channel: conversation.channel, thread: { key } },
    version: 1,
    content: { file: { name: `nodes-${cluster}.txt`, title: `Nodes of ${cluster}`, text, comment: '' } },
    priority: 'answer',
  })
}
