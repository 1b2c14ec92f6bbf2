import { readFileSync } from 'node:fs'
import type { ApiAnswer, ClusterReader } from '../../src/collectors/cluster-reader.ts'
import type { Collector } from '../../src/collectors/collector.ts'
import { ReadError } from '../../src/collectors/read-error.ts'
import type { Fact } from '../../src/diagnosis/fact.ts'
import type { Target } from '../../src/diagnosis/target.ts'
import type { FactProvider } from '../../src/facts/provider.ts'

/** What one path answers: an answer, a plain object (a 200 with that JSON), or no HTTP answer at all. */
export type Route = (Partial<ApiAnswer> & { readonly status: number }) | { readonly kind: string } | ReadError

/** A `ClusterReader` that answers from a table of exact paths (with query) and remembers what was asked. */
export interface RecordedReader extends ClusterReader {
  readonly asked: readonly string[]
}

export function recordedReader(routes: Readonly<Record<string, Route>>): RecordedReader {
  const asked: string[] = []
  return {
    cluster: 'test',
    server: 'https://127.0.0.1:6443',
    asked,
    async get(path) {
      asked.push(path)
      const route = routes[path]
      if (!route) throw new Error(`the test has no answer for ${path}`)
      if (route instanceof ReadError) throw route
      return toAnswer(route)
    },
  }
}

function toAnswer(route: Exclude<Route, ReadError>): ApiAnswer {
  if ('kind' in route) return { status: 200, contentType: 'application/json', body: JSON.stringify(route) }
  return { contentType: 'application/json', body: '', ...route }
}

/** Text of a file under test/fixtures. */
export function fixtureText(path: string): string {
  return readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')
}

/** A recorded Kubernetes object under test/fixtures. */
export function fixtureJson(path: string): { readonly kind: string } {
  return JSON.parse(fixtureText(path))
}

/** Runs a collector against recorded answers. */
export function collectFrom<Data>(collector: Collector<Data>, routes: Readonly<Record<string, Route>>, target: Target) {
  const signal = new AbortController().signal
  return collector.collect({ target, read: recordedReader(routes), signal, now: () => 0 })
}

/** Runs a collector against recorded answers, and its provider on what it found (through JSON, as a bundle would). */
export async function factsFrom(
  collector: Collector,
  provider: FactProvider,
  routes: Readonly<Record<string, Route>>,
  target: Target = { kind: 'node', name: 'rig-node-1' },
): Promise<readonly Fact[]> {
  const data = JSON.parse(JSON.stringify(await collectFrom(collector, routes, target)))
  return provider.facts({ source: collector.source, startedAt: 0, finishedAt: 0, data })
}
