import { plainText } from '../../redaction/index.ts'
import { escapeMrkdwn } from '../../report/block-kit/escape.ts'

/** Foreign text (a name that was typed, an error of a server) as one escaped, harmless line. */
export function foreignText(text: string, maxLength = 300): string {
  return escapeMrkdwn(plainText(text, maxLength))
}
