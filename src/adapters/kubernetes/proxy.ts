import { BlockList, isIP } from 'node:net'

/** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` as the environment has them. */
export interface ProxyEnvironment {
  readonly https?: string
  readonly http?: string
  readonly no?: string
}

/**
 * The proxy that the environment asks for, or undefined for a direct connection. Same rules as Go's
 * `http.ProxyFromEnvironment`, which kubectl uses: never for loopback; `NO_PROXY` holds names, `.suffixes`,
 * addresses, networks (`10.0.0.0/8`), each with an optional port, or `*`.
 */
export function proxyFor(server: URL, environment: ProxyEnvironment): string | undefined {
  const proxy = server.protocol === 'https:' ? environment.https : environment.http
  if (!proxy) return undefined
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (isLoopback(host)) return undefined
  const port = server.port || (server.protocol === 'https:' ? '443' : '80')
  const exceptions = (environment.no ?? '').split(',').map((entry) => entry.trim().toLowerCase())
  if (exceptions.some((entry) => entry !== '' && isException(entry, host, port))) return undefined
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function isException(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isInNetwork(entry, host)
  const withPort = /^\[?(.+?)\]?:(\d+)$/.exec(entry)
  const isAddress = isIP(entry) !== 0
  const [name = entry, onlyPort] = withPort && !isAddress ? [withPort[1], withPort[2]] : [entry]
  if (onlyPort !== undefined && onlyPort !== port) return false
  if (name.startsWith('*.')) return host.endsWith(name.slice(1))
  // A bare name covers its subdomains too; with a leading dot it covers only those.
  return name.startsWith('.') ? host.endsWith(name) : host === name || (!isIP(host) && host.endsWith(`.${name}`))
}

function isInNetwork(entry: string, host: string): boolean {
  const [address = '', prefix = ''] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || isIP(host) !== family || !/^\d+$/.test(prefix) || Number(prefix) > (family === 4 ? 32 : 128)) {
    return false
  }
  const type = family === 4 ? 'ipv4' : 'ipv6'
  const network = new BlockList()
  network.addSubnet(address, Number(prefix), type)
  return network.check(host, type)
}
