/** Above this share of new keys one full sort is cheaper than inserting them one by one. */
const RESORT_SHARE = 0.02

/** A set of keys that is read in byte order, as etcd orders its keys. Additions are cheap; order is made when somebody reads. */
export interface SortedKeys {
  add(key: string): void
  delete(key: string): void
  /** All keys that start with `prefix`, in order. */
  range(prefix: string): readonly string[]
}

/** Index of the first key that is not smaller than `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

/** An empty set. */
export function createSortedKeys(): SortedKeys {
  let sorted: string[] = []
  const added = new Set<string>()

  function settle(): void {
    if (added.size > sorted.length * RESORT_SHARE) sorted = [...sorted, ...added].sort()
    else for (const key of added) sorted.splice(lowerBound(sorted, key), 0, key)
    added.clear()
  }

  return {
    add: (key) => {
      added.add(key)
    },
    delete(key) {
      if (added.delete(key)) return
      const index = lowerBound(sorted, key)
      if (sorted[index] === key) sorted.splice(index, 1)
    },
    range(prefix) {
      settle()
      if (prefix === '') return sorted.slice()
      return sorted.slice(lowerBound(sorted, prefix), lowerBound(sorted, `${prefix}\uffff`))
    },
  }
}
