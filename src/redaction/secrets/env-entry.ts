import { redactNamedValues } from './named-value.ts'
import type { SecretKind } from './secret-kind.ts'

const ENTRY =
  /(?<![\w-])name\\{0,6}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,6}["']?([A-Za-z_][\w.-]{0,128})\\{0,6}["']?,?\s{0,80}\\{0,6}["']?value\\{0,6}["']?[ \t]{0,8}[:=][ \t]{0,8}/gi

/** Environment variables of a container, in JSON or YAML: `- name: DB_PASSWORD` and `value: …` on the next line. */
export const envEntry: SecretKind = {
  name: 'env-entry',
  hint: /value/i,
  redact: (text) => redactNamedValues(text, ENTRY),
}
