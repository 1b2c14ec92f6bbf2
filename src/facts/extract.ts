import type { Evidence, Gap } from '../diagnosis/evidence.ts'
import type { Fact, FactKind } from '../diagnosis/fact.ts'
import type { FactProvider, PartialGap } from './provider.ts'

/** Everything that could be drawn from the evidence, and the kinds that nobody could provide. */
export interface Extraction {
  readonly facts: readonly Fact[]
  readonly blind: ReadonlyMap<FactKind, readonly Gap[]>
  /** Kinds of which some facts may be missing, with the gaps that are the reason. */
  readonly partial: ReadonlyMap<FactKind, readonly Gap[]>
  /** The gaps given, one for every provider that could not digest its evidence, and one for every part that is missing. */
  readonly gaps: readonly Gap[]
}

/** Evidence to facts. A provider that fails makes its source a gap; the others go on. */
export function extractFacts(
  providers: readonly FactProvider[],
  evidence: readonly Evidence[],
  gaps: readonly Gap[],
): Extraction {
  const bySource = new Map(evidence.map((item) => [item.source, item]))
  const read = providers.map((provider) => ({ provider, ...readWith(provider, bySource.get(provider.source)) }))
  const missing = read.flatMap(({ missing: parts }) => parts ?? [])
  const allGaps = [...gaps, ...read.flatMap(({ gap }) => gap ?? []), ...missing.map(({ gap }) => gap)]
  return {
    facts: read.flatMap(({ facts }) => facts ?? []),
    blind: blindKinds(
      providers,
      new Set(read.filter(({ facts }) => facts).map(({ provider }) => provider.source)),
      allGaps,
    ),
    partial: gapsByKind(missing.flatMap(({ gap, kinds }) => kinds.map((kind) => ({ kind, gaps: [gap] })))),
    gaps: allGaps,
  }
}

interface Reading {
  readonly facts?: readonly Fact[]
  readonly missing?: readonly PartialGap[]
  readonly gap?: Gap
}

function readWith(provider: FactProvider, evidence: Evidence | undefined): Reading {
  if (!evidence) return {}
  try {
    return { facts: provider.facts(evidence), missing: provider.gaps?.(evidence) ?? [] }
  } catch (error) {
    const detail = `its evidence could not be understood: ${error instanceof Error ? error.message : String(error)}`
    return { gap: { source: provider.source, reason: 'invalid', detail } }
  }
}

function blindKinds(
  providers: readonly FactProvider[],
  readSources: ReadonlySet<string>,
  gaps: readonly Gap[],
): ReadonlyMap<FactKind, readonly Gap[]> {
  const seen = new Set(providers.filter(({ source }) => readSources.has(source)).flatMap(({ provides }) => provides))
  return gapsByKind(
    providers.flatMap(({ source, provides }) => {
      const own = gaps.filter((gap) => gap.source === source)
      return provides.filter((kind) => !seen.has(kind)).map((kind) => ({ kind, gaps: own }))
    }),
  )
}

function gapsByKind(
  entries: readonly { readonly kind: FactKind; readonly gaps: readonly Gap[] }[],
): ReadonlyMap<FactKind, readonly Gap[]> {
  const byKind = new Map<FactKind, Gap[]>()
  for (const { kind, gaps } of entries) byKind.set(kind, [...(byKind.get(kind) ?? []), ...gaps])
  return byKind
}
