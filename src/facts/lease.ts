import type { LeaseData } from '../collectors/lease.ts'
import type { Moment } from '../diagnosis/fact.ts'
import { defineProvider } from './provider.ts'

/** What the node's Lease says. */
export const leaseProvider = defineProvider<LeaseData>({
  source: 'lease',
  provides: ['nodeLease'],
  facts({ source, finishedAt, data }) {
    const { name, holder, renewedAt, durationSeconds, ownerUid, serverTime: seenAt } = data
    const from = { source, readAt: finishedAt, ref: `Lease kube-node-lease/${name} .spec.renewTime` }
    const moment = lastSign(data)
    const value = { holder, renewedAt, durationSeconds, ownerUid, seenAt }
    return [{ kind: 'nodeLease', value, from, ...(moment && { moment }) }]
  },
})

/** Of a Lease that ran out, the last renewal is where the silence began. Without the server's clock nobody can say. */
function lastSign({ renewedAt, durationSeconds, serverTime }: LeaseData): Moment | undefined {
  if (renewedAt === 0 || serverTime === undefined) return undefined
  if (serverTime - renewedAt <= durationSeconds * 1000) return undefined
  return { at: renewedAt, text: 'the kubelet renewed its Lease for the last time', tone: 'abnormal' }
}
