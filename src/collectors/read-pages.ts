import type { ClusterReader, ReadOptions } from './cluster-reader.ts'
import { asList, asText, at } from './kube-json.ts'
import { readJson } from './read-json.ts'

/** How a list is read page by page. */
export interface PageOptions extends ReadOptions {
  /** Objects a page. */
  readonly pageSize: number
  readonly mostPages: number
  /**
   * Reads the first page from the API server's cache (resourceVersion 0), which finds pods by node name at once; without it a
   * selector makes etcd read every object of the cluster. Servers before v1.34 ignore the page size there and send all.
   */
  readonly fromCache?: boolean
}

/** Objects (or rows, of a Table) of all pages that were read. */
export interface Pages {
  readonly items: readonly unknown[]
  /** False when there were more pages than we wanted to read. */
  readonly complete: boolean
}

/** Lists in chunks, so that neither side ever holds a whole large list (Kubernetes docs, "API chunking"). */
export async function readPages(read: ClusterReader, path: string, options: PageOptions): Promise<Pages> {
  const { pageSize, mostPages, fromCache = false, ...readOptions } = options
  const first = `${path}${path.includes('?') ? '&' : '?'}limit=${pageSize}`
  const items: unknown[] = []
  let next = ''
  for (let page = 0; page < mostPages; page += 1) {
    // A continued list carries its version in the token, and the server refuses another one beside it.
    const rest = next ? `&continue=${encodeURIComponent(next)}` : fromCache ? '&resourceVersion=0' : ''
    const list = await readJson(read, `${first}${rest}`, readOptions)
    items.push(...asList(list[list['kind'] === 'Table' ? 'rows' : 'items']))
    next = asText(at(list, 'metadata', 'continue'))
    if (next === '') break
  }
  return { items, complete: next === '' }
}
