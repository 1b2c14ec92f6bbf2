/** Endings that name a secret wherever they stand (`dbpassword`), names being lower-case with dashes. */
const ENDING =
  /(?:password|passwd|passphrase|secret|token|api-?key|access-?key|secret-?key|private-?key|account-?key|encryption-?key|signing-?key|client-key-data|credentials?|connection-?string|dockerconfigjson|dockercfg)$/

/** Endings that need to be a word of their own: `bypass` names no secret. */
const LAST_WORD = /(?:^|-)(?:pass|pwd|dsn)$/

/** Every sensitive name has one of these; most names have none, and are many. */
const HINT = /pass|pwd|secret|token|key|credential|string|docker|dsn/i

/** Whether a field, variable or flag of this name holds a secret: `clientSecret`, `DB_PASSWORD`, `--token`, `client-key-data`. */
export function isSensitiveName(name: string): boolean {
  if (!HINT.test(name)) return false
  const dashed = name
    .slice(-100)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[_.]/g, '-')
    .toLowerCase()
  return ENDING.test(dashed) || LAST_WORD.test(dashed)
}

const FILE_PATH = /^(?:~|\.)?\/(?:etc|var|run|home|root|usr|opt|tmp|mnt|srv|proc|sys|dev|Users)(?:\/|$)/
const NO_VALUE = /^(?:|true|false|null|nil|none|undefined|\*+|x{3,}|-)$/i
/** `<set to the key …>`, `$(VAR)`, `${VAR}`, `{{ … }}`: where the secret comes from, not the secret. */
const REFERENCE = /^(?:<|\$\(|\$\{|\{\{|%[a-z]$)/
/** How the kubelet logs an object, `secret="shop/registry"`. */
const OBJECT_NAME = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9.-]*$/

/** Whether what stands under a sensitive name is plainly no secret: a switch, a file path, a reference. */
export function isHarmlessValue(value: string, name: string): boolean {
  if (NO_VALUE.test(value) || REFERENCE.test(value) || FILE_PATH.test(value)) return true
  return /^secret$/i.test(name) && OBJECT_NAME.test(value)
}
