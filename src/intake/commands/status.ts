import { inlineCode } from '../../report/block-kit/escape.ts'
import type { Command, IntakePorts } from '../ask.ts'
import { foreignText } from '../messages/foreign-text.ts'

const reading = { maxAgeMs: 30_000, withinMs: 2_000 }

/** `/k8s status`: how the service itself is. */
export const status: Command = {
  name: 'status',
  usage: 'status',
  summary: 'how I am: queue, clusters, connection',
  needs: 'viewer',
  async run(ask, _words, ports) {
    const { about, queue, clusters } = ports
    const [counts, ...states] = await Promise.all([
      queue.counts(),
      ...clusters.map((cluster) => clusterLine(cluster, ports)),
    ])
    const kept = queue.durable ? '' : '. Without Redis, questions and results are lost when I restart'
    const text = [
      `kubemedic ${about.version}, connected by ${about.connection}`,
      `Queue: ${counts.running} running, ${counts.waiting} waiting${kept}.`,
      ...states,
    ].join('\n')
    await ask.answer({ text })
  },
}

async function clusterLine(cluster: string, { inventory }: IntakePorts): Promise<string> {
  const answer = await inventory.nodes(cluster, reading)
  if ('problem' in answer) return `Cluster ${inlineCode(cluster)}: cannot be read (${foreignText(answer.problem)})`
  const sick = answer.list.nodes.filter((node) => node.sick).length
  return `Cluster ${inlineCode(cluster)}: ${answer.list.total} nodes, ${sick === 0 ? 'all Ready' : `${sick} not plainly Ready`}`
}
