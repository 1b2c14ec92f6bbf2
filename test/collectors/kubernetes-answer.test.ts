import { describe, expect, it } from 'vitest'
import { foreignAnswer } from '../../src/collectors/kubernetes-answer.ts'
import { fixtureText } from './recorded-reader.ts'

function answer(body: string, status = 200, contentType = 'application/json') {
  return { status, contentType, body }
}

const page = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Welcome</h1></body></html>'

describe('foreignAnswer', () => {
  it('lets pass what an API server says', () => {
    expect(foreignAnswer('version', answer(fixtureText('control-plane/version.json')))).toBeUndefined()
    expect(foreignAnswer('health', answer(fixtureText('control-plane/healthy-readyz.txt')))).toBeUndefined()
    expect(foreignAnswer('health', answer(fixtureText('control-plane/openshift-readyz.txt')))).toBeUndefined()
    expect(foreignAnswer('health', answer('ok'))).toBeUndefined()
    expect(foreignAnswer('namespace', answer('{"kind":"Namespace"}'))).toBeUndefined()
  })

  it.each(['version', 'health', 'namespace'] as const)('knows a page by its title, asked for %s', (asked) => {
    expect(foreignAnswer(asked, answer(page, 200, 'text/html'))).toBe("HTML: 'Sign in'")
    expect(foreignAnswer(asked, answer('', 200))).toBe('an empty answer')
    expect(foreignAnswer(asked, answer('[]'))).toBe('application/json: []')
    expect(foreignAnswer(asked, answer('{"kind":"Table"'))).toBe('application/json: {"kind":"Table"')
  })

  it('knows a web server that has no /version, and takes a refusal with a Status for genuine', () => {
    expect(foreignAnswer('version', answer(page, 404, 'text/html'))).toBe("404, HTML: 'Sign in'")
    expect(foreignAnswer('version', answer('{"kind":"Status","code":403}', 403))).toBeUndefined()
    expect(foreignAnswer('version', answer('Unauthorized', 401))).toBeUndefined()
    expect(foreignAnswer('version', answer(page, 502, 'text/html'))).toBeUndefined()
  })
})
