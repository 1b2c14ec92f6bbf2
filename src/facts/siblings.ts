import type { Sibling, SiblingsData } from '../collectors/siblings.ts'
import type { Evidence } from '../diagnosis/evidence.ts'
import type { Fact, FactShapes, Moment } from '../diagnosis/fact.ts'
import { cutOff } from './cut-off.ts'
import { defineProvider, type PartialGap } from './provider.ts'

/** All nodes of the cluster, slim. */
export const siblingsProvider = defineProvider<SiblingsData>({
  source: 'siblings',
  provides: ['siblingNode', 'siblingCount'],
  gaps: missingParts,
  facts({ data, finishedAt }: Evidence<SiblingsData>): readonly Fact[] {
    return [
      ...data.nodes.map((node) => siblingFact(node, finishedAt)),
      {
        kind: 'siblingCount',
        value: { total: data.total },
        from: { source: 'siblings', readAt: finishedAt, ref: 'list of Nodes' },
      },
    ]
  },
})

/** Nodes that were not read may be sick; without their Leases the conditions of the others still tell something. */
function missingParts({ source, data }: Evidence<SiblingsData>): readonly PartialGap[] {
  const { nodes, total, missed = [] } = data
  const parts = missed.map((part): PartialGap => ({ gap: { source, ...part }, kinds: [] }))
  if (nodes.length >= total) return parts
  return [...parts, cutOff(source, ['siblingNode'], `${nodes.length} of ${total} nodes were read`)]
}

function siblingFact(node: Sibling, readAt: number): Fact<'siblingNode'> {
  const moment = changeOf(node)
  return {
    kind: 'siblingNode',
    value: {
      name: node.name,
      uid: node.uid,
      ...readyOf(node),
      unschedulable: node.status.includes('SchedulingDisabled'),
      kubeletVersion: node.version,
      osImage: node.osImage,
      kernelVersion: node.kernelVersion,
      runtimeVersion: node.runtimeVersion,
      createdAt: node.createdAt,
      labels: node.labels,
      leaseRenewedAt: node.lease?.renewedAt,
      leaseSeconds: node.lease?.seconds,
    },
    from: { source: 'siblings', readAt, ref: `Node ${node.name} ${node.ready ? 'Ready' : 'STATUS'}` },
    ...(moment && { moment }),
  }
}

type Ready = Pick<FactShapes['siblingNode'], 'ready' | 'reason' | 'message' | 'changedAt'>

/** The condition where it was read, else the STATUS column, which prints Unknown as NotReady. */
function readyOf({ ready, status }: Sibling): Ready {
  if (ready) {
    return { ready: ready.status, reason: ready.reason, message: ready.message, changedAt: ready.changedAt }
  }
  if (/^Ready(,|$)/.test(status)) return { ready: 'True', reason: '', message: '' }
  if (status.startsWith('NotReady')) return { ready: 'False', reason: 'NotReady', message: '' }
  return { ready: 'Unknown', reason: '', message: '' }
}

function changeOf({ name, ready }: Sibling): Moment | undefined {
  if (!ready || ready.status === 'True' || ready.changedAt === undefined) return undefined
  return { at: ready.changedAt, text: `Node ${name}: Ready became ${ready.status} (${ready.reason})`, tone: 'abnormal' }
}
