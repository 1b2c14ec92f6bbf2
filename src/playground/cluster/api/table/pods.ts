import type { EpochMs } from '../../../../diagnosis/evidence.ts'
import type { KubeObject } from '../../object-store.ts'
import { AGE, since } from './age.ts'
import { type Column, NAME, text, wide } from './column.ts'
import { asPod, summarisePod } from './pod-status.ts'

function readyOf(pod: KubeObject): string {
  const { ready, containers } = summarisePod(asPod(pod))
  return `${ready}/${containers}`
}

function restartsOf(pod: KubeObject, now: EpochMs): string {
  const { restarts, lastRestart } = summarisePod(asPod(pod))
  return restarts > 0 && lastRestart ? `${restarts} (${since(lastRestart, now)} ago)` : String(restarts)
}

function addressOf(pod: KubeObject): string {
  const { status } = asPod(pod)
  return status?.podIPs?.[0]?.ip || status?.podIP || '<none>'
}

function gatesOf(pod: KubeObject): string {
  const { spec, status } = asPod(pod)
  const gates = spec?.readinessGates ?? []
  if (gates.length === 0) return '<none>'
  const open = gates.filter(({ conditionType }) =>
    status?.conditions?.some(({ type, status: value }) => type === conditionType && value === 'True'),
  )
  return `${open.length}/${gates.length}`
}

/** Columns of `kubectl get pods`. */
export const POD_COLUMNS: readonly Column[] = [
  NAME,
  text('Ready', readyOf),
  text('Status', (pod) => summarisePod(asPod(pod)).reason),
  text('Restarts', restartsOf),
  AGE,
  wide(text('IP', addressOf)),
  wide(text('Node', (pod) => asPod(pod).spec?.nodeName || '<none>')),
  wide(text('Nominated Node', (pod) => asPod(pod).status?.nominatedNodeName || '<none>')),
  wide(text('Readiness Gates', gatesOf)),
]
