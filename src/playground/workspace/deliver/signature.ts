import { createHmac } from 'node:crypto'

/** Headers that prove a request is from Slack: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureHeaders(
  secret: string,
  body: string,
  timestampSeconds: number,
): Readonly<Record<string, string>> {
  const digest = createHmac('sha256', secret).update(`v0:${timestampSeconds}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(timestampSeconds), 'x-slack-signature': `v0=${digest}` }
}
