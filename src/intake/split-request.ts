/** What was asked for: targets as typed, and the cluster if one was named. */
export interface SplitRequest {
  readonly targets: readonly string[]
  readonly cluster?: string
}

/** Splits `node-3 node-4 in staging`, `node/node-3 --cluster staging`, `node node-3`, `control plane`. */
export function splitRequest(words: readonly string[]): SplitRequest {
  const { rest, cluster } = takeCluster(words)
  return { targets: joinTargets(rest), ...(cluster ? { cluster: cluster.toLowerCase() } : {}) }
}

function takeCluster(words: readonly string[]): { rest: readonly string[]; cluster?: string } {
  const at = words.findIndex((word, index) => isClusterWord(word, index))
  const inline = words.findIndex((word) => /^-+(cluster|context)=/i.test(word))
  if (inline >= 0) return { rest: words.toSpliced(inline, 1), cluster: words[inline]?.split('=')[1] }
  if (at < 0 || words[at + 1] === undefined) return { rest: words }
  return { rest: words.toSpliced(at, 2), cluster: words[at + 1] }
}

/** `in` and `on` never come first, so that a node may still have such a name. */
function isClusterWord(word: string, index: number): boolean {
  return /^-+(cluster|context)$/i.test(word) || (index > 0 && /^(in|on)$/i.test(word))
}

/** `node node-3` is one target, and so is `control plane`. */
function joinTargets(words: readonly string[]): readonly string[] {
  const targets: string[] = []
  for (const word of words) {
    const last = targets.at(-1)?.toLowerCase()
    if (last === 'control' && /^plane$/i.test(word)) targets.splice(-1, 1, 'control-plane')
    else if (last !== undefined && /^nodes?$/.test(last)) targets.splice(-1, 1, word)
    else targets.push(word.replace(/^(nodes?|no)\//i, 'node/').replace(/^control_?plane$/i, 'control-plane'))
  }
  return targets
}
