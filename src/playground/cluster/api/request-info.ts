/** What a request wants, worked out from its path, as the API server's RequestInfo does. */
export interface RequestInfo {
  readonly path: string
  /** `get`, `list`, `watch`, `create`, … for resources; the HTTP method in lower case otherwise. */
  readonly verb: string
  /** Absent for paths that are no resource, such as `/livez`. */
  readonly resource?: ResourcePath
}

/** A path below `/api` or `/apis`, taken apart. */
export interface ResourcePath {
  readonly group: string
  readonly version: string
  readonly resource: string
  /** `log`, `proxy`, `status`, …; empty for the object itself. */
  readonly subresource: string
  readonly namespace: string | undefined
  readonly name: string | undefined
  /** What follows the subresource, decoded: the path for the node proxy. */
  readonly rest: string
}

const VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
}

/** Subresources of a Namespace; every other segment after its name is a resource within it. */
const NAMESPACE_SUBRESOURCES: ReadonlySet<string> = new Set(['status', 'finalize'])

/** `decodeURIComponent` that leaves malformed text as it is. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function versionOf(
  segments: readonly string[],
): { group: string; version: string; rest: readonly string[] } | undefined {
  const [root, first, second, ...others] = segments
  if (root === 'api' && first && second) return { group: '', version: first, rest: [second, ...others] }
  const [resource, ...rest] = others
  if (root === 'apis' && first && second && resource)
    return { group: first, version: second, rest: [resource, ...rest] }
  return undefined
}

function resourceOf(path: string): ResourcePath | undefined {
  const found = versionOf(path.replace(/^\/+/, '').split('/'))
  if (!found) return undefined
  const { group, version, rest: segments } = found
  const [first, second, third] = segments
  const within = first === 'namespaces' && second && third && !NAMESPACE_SUBRESOURCES.has(third)
  const [resource = '', name = '', subresource = '', ...rest] = within ? segments.slice(2) : segments
  return {
    group,
    version,
    resource,
    subresource,
    namespace: within ? decode(second) : undefined,
    name: name === '' ? undefined : decode(name),
    rest: decode(rest.join('/')),
  }
}

/** True for `watch=true`, `watch=1` and a bare `watch`, as Go's strconv.ParseBool with the API server's leniency reads it. */
export function isTrue(value: string | null): boolean {
  return value !== null && !['false', 'f', '0', 'FALSE', 'F', 'False'].includes(value)
}

/** With `fieldSelector=metadata.name=x` the real one authorises a list for that name only. */
function selectedName(query: URLSearchParams): string | undefined {
  return /^metadata\.name==?([^,=]+)$/.exec(query.get('fieldSelector') ?? '')?.[1]
}

function readVerb(target: ResourcePath, query: URLSearchParams): string {
  if (target.name !== undefined) return 'get'
  return isTrue(query.get('watch')) ? 'watch' : 'list'
}

/** Reads method, path and query of a request. */
export function requestInfo(method: string, url: URL): RequestInfo {
  const path = url.pathname
  const found = resourceOf(path)
  if (!found) return { path, verb: method.toLowerCase() }
  const reading = method === 'GET' || method === 'HEAD'
  const verb = reading ? readVerb(found, url.searchParams) : (VERBS[method] ?? '')
  const name = found.name ?? (verb === 'list' || verb === 'watch' ? selectedName(url.searchParams) : undefined)
  const isCollection = found.name === undefined && verb === 'delete'
  return { path, verb: isCollection ? 'deletecollection' : verb, resource: { ...found, name } }
}
