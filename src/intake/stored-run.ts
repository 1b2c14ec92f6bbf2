import { formatTarget } from '../diagnosis/target.ts'
import { inlineCode } from '../report/block-kit/escape.ts'
import type { DiagnosisRun } from '../worker/run-diagnosis.ts'
import type { Click, IntakePorts } from './ask.ts'
import { renderNodeChoice } from './messages/choose-node.ts'

/**
 * The run that a button belongs to. Messages outlive what is stored: then the person is told why, and offered to run a
 * diagnosis again, and there is nothing more to do for the button.
 */
export async function storedRun(click: Click, ports: IntakePorts): Promise<DiagnosisRun | undefined> {
  const run = await ports.runs.load(click.value)
  if (!run) {
    await click.whisper(renderGone(ports))
    return undefined
  }
  if (ports.clusters.includes(run.record.cluster)) return run
  const { cluster, target } = run.record
  const text = `The cluster ${inlineCode(cluster)} of ${inlineCode(formatTarget(target))} is no longer in my configuration.`
  await click.whisper({ text })
  return undefined
}

function renderGone({ queue, clusters: [cluster = ''] }: IntakePorts) {
  const why = queue.durable ? 'it is older than I keep results' : 'it is too old, or I was restarted since'
  const lines = [
    `I no longer have the result that this button belongs to: ${why}.`,
    'Choose a node to run the diagnosis again, or type `/k8s diagnose <node>`.'.replace('<node>', '&lt;node&gt;'),
  ]
  return renderNodeChoice(lines, cluster)
}
