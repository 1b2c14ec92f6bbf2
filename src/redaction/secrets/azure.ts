import { REDACTED } from '../placeholder.ts'
import type { SecretKind } from './secret-kind.ts'

const SAS_SIGNATURE = /((?:[?&;]|SharedAccessSignature )(?:amp;)?(?:sr=[^\s"'&]{0,512}&)?sig=)[^\s"'&;,<>]{1,2000}/gi
/** Client secrets of Microsoft Entra ID: three characters, a digit, `Q~`, the rest. */
const CLIENT_SECRET = /(?<![\w.~-])[\w.~-]{3}[0-9]Q~[\w.~-]{31,34}(?![\w.~-])/g

/** Azure shared access signatures and client secrets; `AccountKey=` and `SharedAccessKey=` are known by their name. */
export const azure: SecretKind = {
  name: 'azure',
  hint: /sig=|Q~/i,
  redact: (text) => text.replace(SAS_SIGNATURE, `$1${REDACTED}`).replace(CLIENT_SECRET, REDACTED),
}
