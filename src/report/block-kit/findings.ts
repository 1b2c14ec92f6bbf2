import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { buildReport } from '../report.ts'
import { fitMessage } from './fit.ts'
import type { SlackMessage } from './message.ts'
import { line, prose, richText } from './rich-text.ts'

/** The thread under the verdict, in the order in which it is read: the cause and why, what to do, everything else. */
export function renderFindings(diagnosis: Diagnosis): readonly SlackMessage[] {
  const report = buildReport(diagnosis)
  return [fitMessage([richText(line(prose(report.headline.what)))])]
}
