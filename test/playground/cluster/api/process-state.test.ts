import { afterEach, describe, expect, it } from 'vitest'
import type { ApiServer } from '../../../../src/playground/cluster/api/server.ts'
import type { ControlPlaneBackend } from '../../../../src/playground/cluster/backend.ts'
import { call, open, startServer } from '../api-server.ts'
import { recordedBackend } from '../recorded-cluster.ts'

type State = ReturnType<ControlPlaneBackend['apiserverState']>

/** Only a broken server takes so long. */
const PATIENCE = { timeout: 20_000 }

let server: ApiServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

describe('the API server process', () => {
  it('refuses connections while stopped and comes back on the same port', async () => {
    let state: State = 'up'
    server = await startServer(recordedBackend({ apiserverState: () => state }))
    state = 'stopped'
    await server.sync()
    await expect(call(server, '/livez')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    state = 'up'
    await server.sync()
    expect((await call(server, '/livez')).text).toBe('ok')
  })

  it('accepts connections while hung, answers none, and goes on afterwards', async () => {
    let state: State = 'hung'
    server = await startServer(recordedBackend({ apiserverState: () => state }))
    await expect(call(server, '/livez', { signal: AbortSignal.timeout(200) })).rejects.toThrow(/abort/)
    const patient = call(server, '/livez')
    state = 'up'
    await server.sync()
    expect((await patient).text).toBe('ok')
  })

  it('cuts running watches when it stops', async () => {
    let state: State = 'up'
    server = await startServer(recordedBackend({ apiserverState: () => state }))
    const watch = await open(server, '/api/v1/nodes?watch=true')
    const ended = new Promise<unknown>((resolve) => watch.once('error', resolve))
    watch.resume()
    state = 'stopped'
    await server.sync()
    expect(await ended).toMatchObject({ code: 'ECONNRESET' })
  })

  it('closes with requests still waiting', async () => {
    server = await startServer(recordedBackend({ storage: () => new Promise(() => {}) }))
    const waiting = call(server, '/api/v1/nodes').catch((error: unknown) => error)
    await expect.poll(() => server?.traffic.read().requests.length, PATIENCE).toBe(1)
    await server.close()
    expect(await waiting).toMatchObject({ code: 'ECONNRESET' })
  })
})
