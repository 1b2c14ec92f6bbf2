import { authHeader } from './auth-header.ts'
import { aws } from './aws.ts'
import { azure } from './azure.ts'
import { bootstrapToken } from './bootstrap-token.ts'
import { cookie } from './cookie.ts'
import { databaseDsn } from './database-dsn.ts'
import { dockerAuth } from './docker-auth.ts'
import { envEntry } from './env-entry.ts'
import { flag } from './flag.ts'
import { gcp } from './gcp.ts'
import { jwt } from './jwt.ts'
import { namedValue } from './named-value.ts'
import { privateKey } from './private-key.ts'
import type { SecretKind } from './secret-kind.ts'
import { urlPassword } from './url-password.ts'
import { vendorToken } from './vendor-token.ts'
import { webhookUrl } from './webhook-url.ts'

/**
 * Every kind, in the order of work: what is known by its own form first, so that a secret with spaces or delimiters goes
 * whole; then what is known by the name before it.
 */
export const secretKinds: readonly SecretKind[] = [
  privateKey,
  authHeader,
  cookie,
  jwt,
  vendorToken,
  webhookUrl,
  aws,
  azure,
  gcp,
  databaseDsn,
  urlPassword,
  dockerAuth,
  bootstrapToken,
  envEntry,
  flag,
  namedValue,
]
