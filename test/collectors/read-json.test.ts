import { describe, expect, it } from 'vitest'
import { readJson } from '../../src/collectors/read-json.ts'
import { type Route, recordedReader } from './recorded-reader.ts'

const options = { signal: new AbortController().signal }

function read(route: Route): Promise<unknown> {
  return readJson(recordedReader({ '/x': route }), '/x', options)
}

describe('readJson', () => {
  it('returns the object', async () => {
    expect(await read({ kind: 'Node' })).toEqual({ kind: 'Node' })
  })

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [408, 'timeout'],
    [504, 'timeout'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [400, 'invalid'],
    [302, 'invalid'],
  ])('maps status %i to %s', async (status, reason) => {
    await expect(read({ status })).rejects.toMatchObject({ reason, outcome: 'http-error' })
  })

  it("says the API server's own words", async () => {
    const body = JSON.stringify({ kind: 'Status', message: 'nodes "x" is forbidden: User "u"\ncannot get' })
    await expect(read({ status: 403, body })).rejects.toThrow('GET /x: 403 nodes "x" is forbidden: User "u" cannot get')
  })

  it('reads a 504 without kind and apiVersion', async () => {
    const body =
      '{"metadata":{},"status":"Failure","message":"Timeout: request did not complete","reason":"Timeout","code":504}'
    await expect(read({ status: 504, body })).rejects.toThrow('504 Timeout: request did not complete')
  })

  it.each([
    ['<html>login</html>', '<html>login</html>'],
    ['{"items":[]}', 'no Kubernetes object'],
    ['[]', 'no Kubernetes object'],
    ['', 'empty body'],
  ])('refuses a 200 that is no data: %s', async (body, message) => {
    const answer = read({ status: 200, body })
    await expect(answer).rejects.toMatchObject({ reason: 'invalid' })
    await expect(answer).rejects.toThrow(message)
  })

  it('cuts a foreign body to one short line', async () => {
    const error = await read({ status: 500, body: 'a b\n'.repeat(100_000) }).catch((thrown: Error) => thrown)
    expect((error as Error).message.length).toBeLessThan(400)
  })
})
