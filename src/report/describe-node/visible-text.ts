import { withoutControls } from '../../redaction/index.ts'

const ESC = String.fromCharCode(0x1b)

/**
 * Shows escape characters and carriage returns as kubectl does (`^[`, `\r`), and drops what kubectl lets through although
 * nobody can see it: other controls and invisible characters. Tabs and line breaks stay, as in kubectl's output.
 */
export function visibleText(text: string): string {
  return withoutControls(
    text
      .replaceAll(ESC, '^[')
      .replaceAll('\r', '\\r')
      .replace(/[\u2028\u2029]/g, ' '),
  )
}
