import type { CsrsData } from '../collectors/csrs.ts'
import type { Moment } from '../diagnosis/fact.ts'
import type { NodeFacts } from '../diagnosis/facts/node.ts'
import { cutOff } from './cut-off.ts'
import { defineProvider } from './provider.ts'

/** CertificateSigningRequests of the node's kubelet. */
export const csrsProvider = defineProvider<CsrsData>({
  source: 'csrs',
  provides: ['nodeCsr'],
  gaps: ({ source, data }) =>
    data.complete
      ? []
      : [cutOff(source, ['nodeCsr'], 'there are more CertificateSigningRequests than one diagnosis reads')],
  facts({ source, finishedAt, data }) {
    return data.csrs.map((csr) => {
      const from = { source, readAt: finishedAt, ref: `CertificateSigningRequest ${csr.name}` }
      return { kind: 'nodeCsr', value: csr, from, moment: csrMoment(csr) }
    })
  },
})

function csrMoment({ createdAt, name, signer, requester, state }: NodeFacts['nodeCsr']): Moment {
  const text = `${requester} asked for a certificate of ${signer} (${name}, now ${state})`
  return { at: createdAt, text, tone: state === 'denied' || state === 'failed' ? 'abnormal' : 'neutral' }
}
