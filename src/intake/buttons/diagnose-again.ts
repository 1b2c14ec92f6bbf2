import { actionIds } from '../../report/block-kit/buttons.ts'
import type { Button } from '../ask.ts'
import { askDiagnosis } from '../ask-diagnosis.ts'
import { storedRun } from '../stored-run.ts'

/** *Run again*: the same question, answered in the thread of the message that was clicked. */
export const diagnoseAgain: Button = {
  actionId: actionIds.again,
  needs: 'viewer',
  async run(click, ports) {
    const run = await storedRun(click, ports)
    if (run) await askDiagnosis(click, { cluster: run.record.cluster, target: run.record.target }, ports)
  },
}
