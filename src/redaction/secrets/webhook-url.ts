import { afterPrefix } from './secret-kind.ts'

/** Incoming webhooks of Slack, Teams and Discord: whoever knows the path may post. */
export const webhookUrl = afterPrefix(
  'webhook-url',
  /hooks\.slack\.com|\.webhook\.office\.com|discord(?:app)?\.com\/api\/webhooks/i,
  /((?:hooks\.slack\.com\/(?:services|workflows|triggers)|\.webhook\.office\.com\/webhookb2|discord(?:app)?\.com\/api\/webhooks)\/)(?:\[redacted\]|[\w/@.-]{1,512})/gi,
)
