import type { Report } from '../report.ts'
import { type Page, paragraph } from './page.ts'
import { numberedSteps, stepLines } from './steps.ts'

const mostSteps = 6

/** The steps of the root cause; with several candidates first the step that tells them apart, then the steps of each. */
export function adviceLines(page: Page, { candidates, separation }: Report): readonly string[] {
  if (!separation) return numberedSteps(page, (candidates[0]?.steps ?? []).slice(0, mostSteps))
  const apart = stepLines(page, [{ ...separation, do: `To tell them apart: ${separation.do}` }], '  ')
  const each = candidates
    .filter(({ steps }) => steps.length > 0)
    .flatMap(({ cause, steps, severity }) => [
      '',
      ...paragraph(page, { first: '  ' }, [{ text: 'If it is' }, { text: `${cause}:`, style: severity }]),
      ...numberedSteps(page, steps.slice(0, mostSteps)),
    ])
  return [...apart, ...each]
}
