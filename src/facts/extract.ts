import type { Evidence, Gap } from '../diagnosis/evidence.ts'
import type { Fact, FactKind } from '../diagnosis/fact.ts'
import type { FactProvider } from './provider.ts'

/** Everything that could be drawn from the evidence, and the kinds that nobody could provide. */
export interface Extraction {
  readonly facts: readonly Fact[]
  readonly blind: ReadonlyMap<FactKind, readonly Gap[]>
  /** The gaps given, and one for every provider that could not digest its evidence. */
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
  const allGaps = [...gaps, ...read.flatMap(({ gap }) => gap ?? [])]
  return {
    facts: read.flatMap(({ facts }) => facts ?? []),
    blind: blindKinds(
      providers,
      new Set(read.filter(({ facts }) => facts).map(({ provider }) => provider.source)),
      allGaps,
    ),
    gaps: allGaps,
  }
}

function readWith(provider: FactProvider, evidence: Evidence | undefined): { facts?: readonly Fact[]; gap?: Gap } {
  if (!evidence) return {}
  try {
    return { facts: provider.facts(evidence) }
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
  const blind = new Map<FactKind, Gap[]>()
  for (const { source, provides } of providers) {
    for (const kind of provides.filter((candidate) => !seen.has(candidate))) {
      blind.set(kind, [...(blind.get(kind) ?? []), ...gaps.filter((gap) => gap.source === source)])
    }
  }
  return blind
}
