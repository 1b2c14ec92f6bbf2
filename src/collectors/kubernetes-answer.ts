import type { ApiAnswer } from './cluster-reader.ts'
import { parseHealthChecks } from './health-checks.ts'
import { asText, at } from './kube-json.ts'
import { pageText, parseJson, quoted } from './read-json.ts'

/** What was asked for: each has a body that only a Kubernetes API server gives. */
export type Asked = 'version' | 'health' | 'namespace'

/**
 * Why an answer cannot come from a Kubernetes API server, in words that fit "is no Kubernetes API server (…)"; undefined
 * where it can. A captive portal and a web server of another kind answer 200 to everything.
 */
export function foreignAnswer(asked: Asked, answer: ApiAnswer): string | undefined {
  if (answer.status === 200) return isGenuine(asked, answer.body) ? undefined : described(answer)
  // An API server always has a version to tell; when it refuses to, it does so with a Status.
  const refusal = answer.status >= 400 && answer.status < 500 && ![400, 401, 408, 429].includes(answer.status)
  return refusal && asked === 'version' && !saysStatus(answer.body)
    ? `${answer.status}, ${described(answer)}`
    : undefined
}

function isGenuine(asked: Asked, body: string): boolean {
  switch (asked) {
    case 'version':
      return asText(at(parseJson(body), 'gitVersion')) !== ''
    case 'namespace':
      return asText(at(parseJson(body), 'kind')) === 'Namespace'
    case 'health':
      return body.trim() === 'ok' || /^\S+ check passed$/m.test(body) || parseHealthChecks(body).length > 0
  }
}

function saysStatus(body: string): boolean {
  const json = parseJson(body)
  return asText(at(json, 'kind')) === 'Status' || asText(at(json, 'status')) === 'Failure'
}

function described({ body, contentType }: ApiAnswer): string {
  const page = pageText(body)
  if (page !== undefined) return `HTML: '${quoted(page, 80)}'`
  if (body.trim() === '') return 'an empty answer'
  return `${contentType || 'text'}: ${quoted(body, 80)}`
}
