import type { Fact } from './fact.ts'
import { type Because, because } from './rule.ts'

/** The kinds that `etcdSignsOf` reads. */
export const etcdSignKinds = ['apiserverCheck', 'apiserverStorageError', 'apiserverReach'] as const

/** Signs of etcd, as far as they show through the API server. */
export interface EtcdSignFacts {
  readonly apiserverCheck: readonly Fact<'apiserverCheck'>[]
  readonly apiserverStorageError: readonly Fact<'apiserverStorageError'>[]
  readonly apiserverReach: readonly Fact<'apiserverReach'>[]
}

/**
 * What the words say: `stopped` nobody listens on 2379 · `hung` a connection stands and nothing answers on it ·
 * `no-leader` members answer but have no quorum · `slow` it answers too late · `certificate` TLS to it fails ·
 * `unclear` deadlines only, which stopped and hung etcd give alike.
 */
type EtcdWords = 'stopped' | 'hung' | 'no-leader' | 'slow' | 'certificate' | 'unclear'

/** What the facts say about etcd, each kind of sign by itself. */
export interface EtcdSigns {
  /** Failing checks about etcd. */
  readonly failed: readonly Fact<'apiserverCheck'>[]
  /** Reads that the storage did not serve. */
  readonly storage: readonly Fact<'apiserverStorageError'>[]
  readonly words: EtcdWords
  /** Passing checks about etcd: with failing ones beside them, API servers differ or etcd is slow. */
  readonly passed: readonly Fact<'apiserverCheck'>[]
  /** A small stored object was read: how, and how much longer than `/version` it took. */
  readonly read?: { readonly fact: Fact<'apiserverReach'>; readonly extraMs: number }
}

/** Words of etcd's client and server (etcd 3.4 to 3.6), narrowest first. */
const wordings: readonly { readonly text: RegExp; readonly words: EtcdWords }[] = [
  { text: /x509:|authentication handshake failed|bad certificate/i, words: 'certificate' },
  { text: /no leader|leader changed|previous leader failure|lost quorum|raft: stopped/i, words: 'no-leader' },
  { text: /connection refused/i, words: 'stopped' },
  { text: /keepalive ping failed/i, words: 'hung' },
  { text: /etcdserver: (request timed out|too many requests)/i, words: 'slow' },
]

/** Gathers the signs of etcd from what the API server says and does. */
export function etcdSignsOf(facts: EtcdSignFacts): EtcdSigns {
  const checks = facts.apiserverCheck.filter(({ value }) => value.check.startsWith('etcd'))
  const failed = checks.filter(({ value }) => !value.ok)
  const said = [...failed.map(({ value }) => value.detail), ...facts.apiserverStorageError.map((e) => e.value.message)]
  const words = wordings.find(({ text }) => said.some((line) => text.test(line)))?.words ?? 'unclear'
  const passed = checks.filter(({ value }) => value.ok)
  return { failed, storage: facts.apiserverStorageError, words, passed, read: storedRead(facts.apiserverReach) }
}

/** Because-lines of everything that failed. */
export function etcdLines({ failed, storage }: EtcdSigns): readonly Because[] {
  return [
    ...failed.map((check) => {
      const { endpoint, check: name, detail } = check.value
      return because(`/${endpoint} says that its check ${name} fails${detail && `: ${detail}`}`, check)
    }),
    ...storage.map((error) => because(storageText(error), error)),
  ]
}

function storageText({ value: { path, status, message } }: Fact<'apiserverStorageError'>): string {
  if (status === 0) return `GET ${path} gets no answer (${message}), while /version, which needs no storage, does`
  return `GET ${path} answers ${status}: ${message}`
}

function storedRead(reaches: readonly Fact<'apiserverReach'>[]): EtcdSigns['read'] {
  const version = reaches.find(({ value }) => value.path === '/version')
  const fact = reaches.find(({ value }) => value.path.startsWith('/api/') && value.outcome === 'ok')
  if (!version || !fact) return undefined
  return { fact, extraMs: fact.value.tookMs - version.value.tookMs }
}
