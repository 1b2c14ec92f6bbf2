import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Evidence, Gap } from '../diagnosis/evidence.ts'
import { redactData, withoutControls } from '../redaction/index.ts'
import { renderJson } from './json.ts'
import { renderText } from './terminal.ts'
import { isoTime } from './time.ts'

/** A diagnosis with everything that was read for it. */
export interface EvidenceSource {
  readonly diagnosis: Diagnosis
  readonly record: {
    readonly evidence: readonly Evidence[]
    readonly gaps: readonly Gap[]
  }
}

/** Columns of the report: what a desk shows without wrapping. */
const width = 100

/**
 * Everything, as one text file: the report, every source as it was read, redacted, what could not be read, and the whole
 * diagnosis as JSON. Whatever a message had no room for is here.
 */
export function renderEvidence({ diagnosis, record }: EvidenceSource): string {
  const sections = [
    renderText(diagnosis, { color: false, width }),
    title('WHAT WAS READ (secrets are taken out)'),
    ...redactData(record.evidence).map(sourceSection),
    title('WHAT COULD NOT BE READ'),
    ...redactData(record.gaps).map(({ source, reason, detail }) => `${source}: ${reason}: ${detail}\n`),
    title('THE WHOLE DIAGNOSIS AS JSON'),
    renderJson(diagnosis),
  ]
  return withoutControls(sections.join('\n'))
}

function title(text: string): string {
  return `${'='.repeat(width)}\n${text}\n${'='.repeat(width)}\n`
}

function sourceSection({ source, startedAt, finishedAt, data }: Evidence): string {
  return `--- ${source}, read at ${isoTime(startedAt)} in ${finishedAt - startedAt} ms\n${JSON.stringify(data, null, 2)}\n`
}
