import { asText, at } from '../collectors/kube-json.ts'
import type { RecordedRun } from '../worker/run-diagnosis.ts'

/** Sources whose evidence says which node it is about, and where. */
const namedIn: Readonly<Record<string, readonly (readonly string[])[]>> = {
  lease: [['name']],
  node: [['node', 'name'], ['name']],
}

/** Asked in every run, whatever the target: either read or a gap. */
const alwaysAsked = 'apiserver'

/**
 * What is wrong with a bundle as a whole although each field is right; undefined for a sound one. A bundle that was cut or
 * put together by hand must not say "all good" of nothing, nor blame one node with what was read of another.
 */
export function bundleProblem({ target, evidence, gaps }: RecordedRun): string | undefined {
  if (evidence.length === 0 && !gaps.some(({ source }) => source === alwaysAsked)) {
    return 'the bundle holds nothing that was read'
  }
  if (target.kind !== 'node') return undefined
  const other = evidence.flatMap(({ source, data }) => nodeNames(source, data)).find((name) => name !== target.name)
  return other === undefined ? undefined : `the bundle's evidence is about ${other}, not ${target.name}`
}

function nodeNames(source: string, data: unknown): readonly string[] {
  return (namedIn[source] ?? []).map((path) => asText(at(data, ...path))).filter((name) => name !== '')
}
