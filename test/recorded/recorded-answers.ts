import { readFileSync } from 'node:fs'
import { asList, asText, at } from '../../src/collectors/kube-json.ts'

/** What one request was answered, or that the client gave up (`timeout`) or was refused. */
export interface RecordedAnswer {
  /** Without the query. */
  readonly path: string
  /** How long it took. */
  readonly seconds: number
  readonly status?: number
  readonly json?: unknown
  readonly text?: string
  readonly ends?: 'timeout' | 'refused'
}

/** Everything that was recorded of one state of the cluster. */
export interface RecordedState {
  readonly recordedAt: number
  /** The node that the state is about. */
  readonly node: string
  readonly answers: readonly RecordedAnswer[]
  /** Events about the node and Warnings about its pods that existed by then. */
  readonly events: readonly unknown[]
}

const folder = new URL('../fixtures/kubernetes-records/', import.meta.url)

/** Reads `<state>/answers.json`, and from the history of all states the Events that were there by then. */
export function readState(state: string): RecordedState {
  const { recordedAt, node, answers } = read(`${state}/answers.json`) as RecordedState & { recordedAt: string }
  const instant = Date.parse(recordedAt)
  return { recordedAt: instant, node, answers, events: eventsBy(instant) }
}

/** An Event that repeats was recorded several times: the newest that was seen by then. */
function eventsBy(instant: number): readonly unknown[] {
  const newest = new Map<string, unknown>()
  for (const event of read('events.json') as readonly unknown[]) {
    const seen = [at(event, 'lastTimestamp'), at(event, 'eventTime')].map(asText).find(Boolean) ?? ''
    if (Date.parse(seen) <= instant) newest.set(asText(at(event, 'metadata', 'name')), event)
  }
  return [...newest.values()]
}

/** The answer to a path without its query: as it was recorded, else drawn from the recorded list that holds the object. */
export function answerTo(state: RecordedState, path: string): RecordedAnswer {
  const exact = state.answers.find((answer) => answer.path === path)
  return exact ?? broken(state, path) ?? derived(state, path) ?? notFound(path)
}

/** When lists cannot be read, nothing else that is stored can. */
function broken({ answers }: RecordedState, path: string): RecordedAnswer | undefined {
  const list = answers.find((answer) => answer.path === '/api/v1/nodes')
  return path.startsWith('/api') && list?.status !== 200 ? list : undefined
}

function derived({ answers, events }: RecordedState, path: string): RecordedAnswer | undefined {
  if (path === '/api/v1/events') return list(path, 'EventList', events)
  const pods = path.match(/^\/api\/v1\/namespaces\/([^/]+)\/pods$/)
  if (pods) {
    const all = asList(at(answers.find((answer) => answer.path === '/api/v1/pods')?.json, 'items'))
    return list(
      path,
      'PodList',
      all.filter((pod) => at(pod, 'metadata', 'namespace') === pods[1]),
    )
  }
  const [, parent, name] = path.match(/^(.*)\/([^/]+)$/) ?? []
  const items = asList(at(answers.find((answer) => answer.path === parent)?.json, 'items'))
  const object = items.find((item) => at(item, 'metadata', 'name') === name)
  return object ? { path, seconds: 0, status: 200, json: { kind: 'Object', ...(object as object) } } : undefined
}

function list(path: string, kind: string, items: readonly unknown[]): RecordedAnswer {
  return { path, seconds: 0, status: 200, json: { kind, items } }
}

/** What was not recorded is not there. */
function notFound(path: string): RecordedAnswer {
  const json = { kind: 'Status', status: 'Failure', reason: 'NotFound', message: `${path} not found`, code: 404 }
  return { path, seconds: 0, status: 404, json }
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'))
}
