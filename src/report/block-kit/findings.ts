import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { buildReport } from '../report.ts'
import { causeBlocks } from './causes.ts'
import { checkedBlocks, gapBlocks } from './coverage.ts'
import { fitMessage } from './fit.ts'
import type { SlackMessage } from './message.ts'
import { otherBlocks } from './others.ts'
import { adviceBlocks } from './steps.ts'
import { timelineBlocks } from './timeline.ts'

/**
 * The thread under the verdict, one message for each question of a reader: what is the cause and why (or what is wrong
 * at all), what do I do, what else is there to know. Messages that would say nothing are left out.
 */
export function renderFindings(diagnosis: Diagnosis): readonly SlackMessage[] {
  const report = buildReport(diagnosis)
  const causes = causeBlocks(report)
  const others = otherBlocks(report)
  const background = [...timelineBlocks(report), ...gapBlocks(report), ...checkedBlocks(report)]
  const messages =
    causes.length > 0
      ? [causes, adviceBlocks(report), [...others, ...background]]
      : [others, adviceBlocks(report), background]
  return messages.filter((blocks) => blocks.length > 0).map((blocks) => fitMessage(blocks))
}
