/** What stands where a secret stood. Every kind writes the same, so that redacting twice changes nothing. */
export const REDACTED = '[redacted]'
