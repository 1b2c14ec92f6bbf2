import { inlineCode } from '../../report/block-kit/escape.ts'
import type { Ask, Command, IntakePorts } from '../ask.ts'
import { askDiagnosis } from '../ask-diagnosis.ts'
import { chooseCluster } from '../choose-cluster.ts'
import { findTarget } from '../find-target.ts'
import { renderNodeChoice } from '../messages/choose-node.ts'
import { renderUnclear } from '../messages/unclear-target.ts'
import { splitRequest } from '../split-request.ts'

/** Each target is a message of its own in the channel. */
const mostTargets = 3

/** `/k8s diagnose`: queues a diagnosis of each target that is named. */
export const diagnose: Command = {
  name: 'diagnose',
  usage: 'diagnose <node> | control-plane | cluster [in <cluster>]',
  summary: 'why is it sick? The answer comes into a thread. The beginning of a name is enough.',
  needs: 'viewer',
  async run(ask, words, ports) {
    const { targets, cluster: named } = splitRequest(words)
    const chosen = chooseCluster(named, ports)
    if ('problem' in chosen) return ask.whisper({ text: chosen.problem })
    if (targets.length === 0) return ask.whisper(await offerNodes(chosen.cluster, ports))
    if (targets.length > mostTargets) {
      return ask.whisper({ text: `Please ask for at most ${mostTargets} targets at once; \`cluster\` is all of them.` })
    }
    // One after the other: their messages shall stand in the order of the names.
    for (const [index, typed] of targets.entries()) await diagnoseOne(ask, typed, index, chosen.cluster, ports)
  },
}

async function diagnoseOne(ask: Ask, typed: string, index: number, cluster: string, ports: IntakePorts): Promise<void> {
  const choice = await findTarget(typed, cluster, ports.inventory)
  if (choice.kind === 'found') return askDiagnosis(ask, { cluster, target: choice.target }, ports, index)
  await ask.whisper(renderUnclear(choice, cluster))
}

async function offerNodes(cluster: string, { inventory }: IntakePorts) {
  const answer = await inventory.nodes(cluster, { maxAgeMs: 60_000, withinMs: 1_000 })
  const sick = 'list' in answer ? answer.list.nodes.filter((node) => node.sick).slice(0, 5) : []
  const likely = sick.map(({ name, status }) => ({ label: `${name} · ${status}`, node: name }))
  return renderNodeChoice(
    [`Which node of ${inlineCode(cluster)}? Also possible: \`control-plane\` and \`cluster\`.`],
    cluster,
    likely,
  )
}
