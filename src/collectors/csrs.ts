import type { NodeFacts } from '../diagnosis/facts/node.ts'
import type { Collector } from './collector.ts'
import { asList, asText, asTime, at } from './kube-json.ts'
import { quoted } from './read-json.ts'
import { readPages } from './read-pages.ts'

/** The certificate requests of the node's kubelet. */
export interface CsrsData {
  /** CSRs of the target node's kubelet, oldest first. */
  readonly csrs: readonly NodeFacts['nodeCsr'][]
  /** False when there were more pages than we read. */
  readonly complete: boolean
}

const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests'

/**
 * CertificateSigningRequests of this node's kubelet: asked for as `system:node:<name>`, or by a bootstrap token or
 * another node's certificate for that name. Kubernetes itself clears them away (approved ones after an hour, pending
 * ones after a day), so the list stays short.
 */
export const csrsCollector: Collector<CsrsData> = {
  source: 'csrs',
  role: 'read',
  permissions: [{ group: 'certificates.k8s.io', resource: 'certificatesigningrequests', verb: 'list' }],
  targets: ['node'],
  deadlineMs: 5_000,
  async collect({ target, read, signal }) {
    const name = target.kind === 'node' ? target.name : ''
    const { items, complete } = await readPages(read, path, { signal, pageSize: 250, mostPages: 2 })
    const csrs = items.filter((csr) => isAboutNode(csr, name)).map(slimCsr)
    return { csrs: csrs.sort((a, b) => a.createdAt - b.createdAt || (a.name < b.name ? -1 : 1)), complete }
  },
}

function isAboutNode(csr: unknown, name: string): boolean {
  const user = `system:node:${name}`
  if (at(csr, 'spec', 'username') === user) return true
  return subjectNames(asText(at(csr, 'spec', 'request')), user)
}

/**
 * Whether a PEM request (base64 once more, as the API carries it) names the user. A common name is plain ASCII inside
 * the DER with its length in the byte before it, which is all of ASN.1 that is needed here.
 */
function subjectNames(request: string, user: string): boolean {
  try {
    const der = atob(atob(request).replace(/-----[^-]+-----|\s+/g, ''))
    return der.includes(String.fromCharCode(user.length) + user)
  } catch {
    return false
  }
}

function slimCsr(csr: unknown): NodeFacts['nodeCsr'] {
  const { state, message } = stateOf(csr)
  return {
    name: asText(at(csr, 'metadata', 'name')),
    signer: asText(at(csr, 'spec', 'signerName')),
    requester: asText(at(csr, 'spec', 'username')),
    state,
    message,
    createdAt: asTime(at(csr, 'metadata', 'creationTimestamp')) ?? 0,
  }
}

function stateOf(csr: unknown): Pick<NodeFacts['nodeCsr'], 'state' | 'message'> {
  const conditions = asList(at(csr, 'status', 'conditions'))
  const find = (type: string) => conditions.find((condition) => at(condition, 'type') === type)
  const [denied, failed, approved] = ['Denied', 'Failed', 'Approved'].map(find)
  const messageOf = (condition: unknown) => quoted(asText(at(condition, 'message')))
  if (denied) return { state: 'denied', message: messageOf(denied) }
  if (failed) return { state: 'failed', message: messageOf(failed) }
  if (asText(at(csr, 'status', 'certificate')) !== '') return { state: 'issued', message: messageOf(approved) }
  return approved ? { state: 'approved', message: messageOf(approved) } : { state: 'pending', message: '' }
}
