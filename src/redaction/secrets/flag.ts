import { redactNamedValues } from './named-value.ts'
import type { SecretKind } from './secret-kind.ts'

/** A flag and its value: two words, two items of a JSON list, two lines of a YAML list. The value is no flag itself. */
const FLAG = /(?<![\w.-])(--[A-Za-z][\w.-]{0,128})(?:[ \t]{1,8}|\\{0,6}["'],\s{0,40}|["']?\n[ \t]{0,40}- )(?![-\s])/g

/** Secrets on a command line, `--token abcdef`; with `=` they are named values. */
export const flag: SecretKind = { name: 'flag', hint: /--[a-z]/i, redact: (text) => redactNamedValues(text, FLAG) }
