import { wholeMatch } from './secret-kind.ts'

/** Google OAuth access tokens, API keys, OAuth client secrets and HMAC keys. */
export const gcp = wholeMatch(
  'gcp',
  /ya29\.|AIza|GOCSPX-|GOOG1/,
  /(?<![A-Za-z0-9])(?:ya29\.[\w.-]{16,4096}|AIza[\w-]{35}|GOCSPX-[\w-]{20,64}|GOOG1[A-Z0-9]{20,64})/g,
)
