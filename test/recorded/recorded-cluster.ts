import type { ApiAnswer, ClusterReader, ReadOptions } from '../../src/collectors/cluster-reader.ts'
import { asList, at } from '../../src/collectors/kube-json.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import { NODE_COLUMNS } from '../../src/playground/cluster/api/table/nodes.ts'
import type { KubeObject } from '../../src/playground/cluster/object-store.ts'
import { answerTo, type RecordedAnswer, type RecordedState, readState } from './recorded-answers.ts'

/** A recorded state as a cluster to read. */
export interface RecordedCluster {
  /** The clock when it was recorded. */
  readonly now: number
  readonly node: string
  readonly read: ClusterReader
}

/**
 * `as-recorded` every answer takes as long as it took, on whatever clock `setTimeout` follows · `at-once` answers come
 * at once, and so do the timeouts of what never came.
 */
export type Pace = 'as-recorded' | 'at-once'

/** Longer than any collector waits. */
const neverSeconds = 12

const server = 'https://127.0.0.1:6443'

export function recordedCluster(name: string, pace: Pace = 'at-once'): RecordedCluster {
  const state = readState(name)
  return {
    now: state.recordedAt,
    node: state.node,
    read: {
      cluster: 'recorded',
      server,
      async get(path, options) {
        const url = new URL(path, server)
        const answer = answerTo(state, url.pathname)
        if (pace === 'as-recorded') await passing(answer, url.pathname, options.signal)
        return toApiAnswer(answer, url, options, state)
      },
    },
  }
}

/** Waits as the client did; a deadline that comes first ends the wait. */
function passing({ seconds, ends }: RecordedAnswer, path: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = ends === 'timeout' ? undefined : setTimeout(resolve, seconds * 1000)
    const giveUp = () => {
      clearTimeout(timer)
      reject(timedOut(path))
    }
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
  })
}

function toApiAnswer(answer: RecordedAnswer, url: URL, options: ReadOptions, state: RecordedState): ApiAnswer {
  const { status = 0, json, text = '', ends, seconds } = answer
  if (ends === 'refused') throw new ReadError('unavailable', `${server} refused the connection`, { outcome: 'refused' })
  if (ends === 'timeout' || seconds > neverSeconds) throw timedOut(url.pathname)
  if (json === undefined) return { status, contentType: 'text/plain', body: text }
  const fitting = status === 200 ? select(json, url.searchParams) : json
  const shaped = options.accept === 'table' && status === 200 ? nodeTable(fitting, state) : fitting
  return { status, contentType: 'application/json', body: JSON.stringify(shaped) }
}

function timedOut(path: string): ReadError {
  return new ReadError('timeout', `${server} did not answer GET ${path} in time`, { outcome: 'timeout' })
}

/** Applies selectors as the API server would. */
function select(json: unknown, query: URLSearchParams): unknown {
  const items = at(json, 'items')
  if (!Array.isArray(items)) return json
  const fields = termsOf(query.get('fieldSelector')).map(([field, value]) => {
    const path = field === 'source' ? ['source', 'component'] : field.split('.')
    return { path, value }
  })
  const labels = termsOf(query.get('labelSelector')).map(([key, value]) => ({
    path: ['metadata', 'labels', key],
    value,
  }))
  const fits = (item: unknown) => [...fields, ...labels].every(({ path, value }) => (at(item, ...path) ?? '') === value)
  return { ...(json as object), items: items.filter(fits) }
}

function termsOf(selector: string | null): readonly (readonly [string, string])[] {
  const terms = (selector ?? '').split(',').filter((term) => term !== '')
  return terms.map((term) => {
    const [field = '', value = ''] = term.split('=')
    return [field, value] as const
  })
}

/** The server-side Table of the recorded nodes. */
function nodeTable(json: unknown, { recordedAt }: RecordedState): object {
  const nodes = asList(at(json, 'items')) as readonly KubeObject[]
  return {
    kind: 'Table',
    columnDefinitions: NODE_COLUMNS.map(({ name }) => ({ name })),
    rows: nodes.map((node) => ({
      cells: NODE_COLUMNS.map(({ cell }) => cell(node, recordedAt)),
      object: { metadata: node.metadata },
    })),
  }
}
