import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../src/config.ts'
import { version } from '../src/version.ts'

describe('loadConfig', () => {
  it('finds kubeconfig files as kubectl does', () => {
    expect(loadConfig({ KUBECONFIG: '/a::/b', HOME: '/h' }).kubernetes.kubeconfigFiles).toEqual(['/a', '/b'])
    expect(loadConfig({ KUBECONFIG: '', HOME: '/h' }).kubernetes.kubeconfigFiles).toEqual(['/h/.kube/config'])
    expect(loadConfig({}).kubernetes.kubeconfigFiles).toEqual([])
  })

  it('knows that it runs in a pod only with host and port', () => {
    const pod = loadConfig({ KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' })
    expect(pod.kubernetes.inCluster).toMatchObject({ host: '10.96.0.1', port: '443' })
    expect(loadConfig({ KUBERNETES_SERVICE_HOST: '10.96.0.1' }).kubernetes.inCluster).toBeUndefined()
  })

  it('reads proxies in upper and lower case', () => {
    expect(loadConfig({ https_proxy: 'a', HTTP_PROXY: 'b', no_proxy: 'c' }).kubernetes.proxy).toEqual({
      https: 'a',
      http: 'b',
      no: 'c',
    })
  })

  it.each([
    [{}, 'auto'],
    [{ NO_COLOR: '1' }, 'never'],
    [{ NO_COLOR: '' }, 'auto'],
    [{ FORCE_COLOR: '1' }, 'always'],
    [{ FORCE_COLOR: '0' }, 'never'],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, 'never'],
  ])('with %o colours are %s', (env, color) => {
    expect(loadConfig(env).color).toBe(color)
  })

  it('is frozen through and through', () => {
    const config = loadConfig({ KUBECONFIG: '/a' })
    expect(Object.isFrozen(config)).toBe(true)
    expect(Object.isFrozen(config.kubernetes.kubeconfigFiles)).toBe(true)
  })
})

describe('version', () => {
  it('is the one of package.json', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(version).toBe(manifest.version)
  })
})
