import { describe, expect, it } from 'vitest'
import { redactData } from '../../src/redaction/index.ts'

describe('redactData', () => {
  it('redacts inside every string, at every depth', () => {
    const json = { status: { conditions: [{ message: 'got password=hunter2' }] } }
    expect(redactData(json)).toEqual({ status: { conditions: [{ message: 'got password=[redacted]' }] } })
  })

  it('lets invisible characters hide no secret, and keeps them elsewhere', () => {
    const json = { message: 'pass\u200bword=hunter2', 'pass\u200bword': 'hunter2', log: '\u001b[31mred' }
    expect(redactData(json)).toEqual({ ...json, message: 'password=[redacted]', 'pass\u200bword': '[redacted]' })
  })

  it('replaces what a sensitive key names, whole', () => {
    const json = { user: 'x', clientSecret: 'two words', password: 12345, auth: 'dXNlcjpwYXNz', Cookie: 'a b' }
    expect(redactData(json)).toEqual({
      user: 'x',
      clientSecret: '[redacted]',
      password: '[redacted]',
      auth: '[redacted]',
      Cookie: '[redacted]',
    })
  })

  it('replaces the value of an environment variable with a sensitive name', () => {
    const env = [
      { name: 'DB_PASSWORD', value: 'hunter' },
      { name: 'MODE', value: 'fast' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'db', key: 'token' } } },
    ]
    expect(redactData(env)).toEqual([{ name: 'DB_PASSWORD', value: '[redacted]' }, env[1], env[2]])
  })

  it('replaces the word behind a sensitive flag', () => {
    expect(redactData(['run', '--token', 'abc', '--node', 'n1'])).toEqual([
      'run',
      '--token',
      '[redacted]',
      '--node',
      'n1',
    ])
  })

  it('replaces every value of a Secret object and keeps its keys', () => {
    const secret = { kind: 'Secret', metadata: { name: 'db' }, data: { a: 'eA==' }, stringData: { b: 'y' } }
    expect(redactData(secret)).toEqual({ ...secret, data: { a: '[redacted]' }, stringData: { b: '[redacted]' } })
  })

  it('keeps references, switches and file paths below sensitive keys', () => {
    const json = {
      secret: { secretName: 'db', defaultMode: 420 },
      serviceAccountToken: { expirationSeconds: 3607, path: 'token' },
      automountServiceAccountToken: false,
      bearerToken: '/var/run/secrets/kubernetes.io/serviceaccount/token',
      imagePullSecrets: [{ name: 'registry' }],
    }
    expect(redactData(json)).toEqual(json)
  })

  it('keeps a field named __proto__ a field', () => {
    const json: unknown = JSON.parse('{"__proto__":{"x":"password=a"}}')
    expect(JSON.stringify(redactData(json))).toBe('{"__proto__":{"x":"password=[redacted]"}}')
  })

  it('drops what lies deeper than any object of Kubernetes', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    expect(JSON.stringify(redactData(deep))).toContain('[redacted]')
  })
})
