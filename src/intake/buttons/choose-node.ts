import type { Button } from '../ask.ts'
import { askDiagnosis } from '../ask-diagnosis.ts'
import { chooseCluster } from '../choose-cluster.ts'
import { findTarget } from '../find-target.ts'
import { chooseNodeAction, clusterOfBlock } from '../messages/choose-node.ts'
import { renderUnclear } from '../messages/unclear-target.ts'

/** The menu of nodes, and the buttons beside it. A value that begins with `!` is meant as it stands. */
export const chooseNode: Button = {
  actionId: chooseNodeAction,
  needs: 'viewer',
  async run(click, ports) {
    const chosen = chooseCluster(clusterOfBlock(click.blockId), ports)
    if ('problem' in chosen) return click.whisper({ text: chosen.problem })
    const { cluster } = chosen
    if (click.value.startsWith('!')) {
      return askDiagnosis(click, { cluster, target: { kind: 'node', name: click.value.slice(1) } }, ports)
    }
    const choice = await findTarget(click.value, cluster, ports.inventory)
    if (choice.kind === 'found') return askDiagnosis(click, { cluster, target: choice.target }, ports)
    return click.whisper(renderUnclear(choice, cluster))
  },
}
