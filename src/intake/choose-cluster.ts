import { nearestNames } from '../diagnosis/nearest-names.ts'
import { inlineCode } from '../report/block-kit/escape.ts'
import type { IntakePorts } from './ask.ts'

/** The cluster that was named, or the default one; else a sentence about the names there are. */
export function chooseCluster(
  named: string | undefined,
  { clusters }: Pick<IntakePorts, 'clusters'>,
): { readonly cluster: string } | { readonly problem: string } {
  const cluster = named === undefined ? clusters[0] : clusters.find((name) => name === named)
  if (cluster !== undefined) return { cluster }
  const near = nearestNames(named ?? '', clusters, 1)
  const hint = near.length > 0 ? ` Did you mean ${inlineCode(near[0] ?? '')}?` : ''
  const known = clusters.slice(0, 20).map((name) => inlineCode(name))
  return { problem: `I know no cluster ${inlineCode((named ?? '').slice(0, 100))}.${hint} I know ${known.join(', ')}.` }
}
