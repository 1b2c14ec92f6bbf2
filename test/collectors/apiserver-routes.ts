import type { Route } from './recorded-reader.ts'
import { fixtureText } from './recorded-reader.ts'

const text = (status: number, body: string): Route => ({ status, contentType: 'text/plain', body })

/** What a healthy API server answers to the collector `apiserver`; parts are replaced for each case. */
export function apiserverRoutes(changes: Readonly<Record<string, Route>> = {}): Readonly<Record<string, Route>> {
  return {
    '/version': { status: 200, body: fixtureText('control-plane/version.json') },
    '/livez?verbose': text(200, fixtureText('control-plane/healthy-livez.txt')),
    '/readyz?verbose': text(200, fixtureText('control-plane/healthy-readyz.txt')),
    '/api/v1/namespaces/kube-system': { kind: 'Namespace' },
    ...changes,
  }
}

/** etcd stopped, as recorded; the plain GET is cut off by our own limit before its 504 comes. */
export function etcdStoppedRoutes(changes: Readonly<Record<string, Route>> = {}): Readonly<Record<string, Route>> {
  return apiserverRoutes({
    '/livez?verbose': text(500, fixtureText('control-plane/etcd-stopped-livez.txt')),
    '/livez/etcd': text(500, fixtureText('control-plane/etcd-stopped-readyz-etcd.txt')),
    '/readyz?verbose': text(500, fixtureText('control-plane/etcd-stopped-readyz.txt')),
    '/readyz/etcd': text(500, fixtureText('control-plane/etcd-stopped-readyz-etcd.txt')),
    '/api/v1/namespaces/kube-system': { status: 504, body: fixtureText('control-plane/etcd-stopped-read.json') },
    ...changes,
  })
}

/** The same failure for every request. */
export function deadRoutes(route: Route): Readonly<Record<string, Route>> {
  return Object.fromEntries(Object.keys(apiserverRoutes()).map((path) => [path, route]))
}
