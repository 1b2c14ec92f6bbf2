import { describe, expect, it } from 'vitest'
import type { Gap } from '../../src/diagnosis/evidence.ts'
import { obstacleOf } from '../../src/diagnosis/obstacle.ts'
import { reachAll } from './control-plane-facts.ts'

const target = { kind: 'node', name: 'node-3' } as const
const noNode: Gap = { source: 'node', reason: 'unavailable', detail: 'GET /api/v1/nodes/node-3: 503' }

describe('obstacleOf', () => {
  it.each([
    [{ status: 401, message: 'Unauthorized' }, 'does not accept your credentials (401)', 'Log in again'],
    [{ status: 429, message: 'asks to wait 3600 s' }, '(429): asks to wait 3600 s', 'Wait for as long'],
    [{ status: 302, message: 'redirects to https://sso/' }, 'it redirects to https://sso/', '`server:` line'],
    [{ status: 400, message: 'Client sent an HTTP request to an HTTPS server.' }, 'must be https://', '`server:` line'],
    [{ status: 0, message: 'https://api does not speak TLS on this port' }, 'does not speak TLS', '`server:` line'],
  ])('tells an answer %o as "%s"', (answer, what, step) => {
    const obstacle = obstacleOf(target, reachAll({ outcome: 'http-error', ...answer }), [noNode])
    expect(obstacle).toMatchObject({ at: 'way', what: expect.stringContaining(what) })
    expect(obstacle?.steps[0]?.do).toContain(step)
  })

  it.each([
    ['tls-untrusted', 'certificate-authority-data'],
    ['tls-name', 'certificate-authority-data'],
    ['dns', 'DNS'],
  ] as const)('takes the sentence about %s as it is, with steps about this machine', (outcome, step) => {
    const obstacle = obstacleOf(target, reachAll({ outcome, status: 0, message: 'https://api is odd' }), [noNode])
    expect(obstacle).toMatchObject({ at: 'way', what: 'https://api is odd' })
    expect(obstacle?.steps[0]?.do).toContain(step)
  })

  it('blames a time limit that was too short, not the API server', () => {
    const silent = reachAll({ outcome: 'timeout', status: 0, tookMs: 104 })
    expect(obstacleOf(target, silent, [])?.what).toBe('Your time limit of 100 ms was too short for any answer')
  })

  it('says of a target that may not be read which rights are missing', () => {
    const gap: Gap = { source: 'node', reason: 'forbidden', detail: 'nodes is forbidden' }
    expect(obstacleOf(target, reachAll(), [gap])?.what).toBe(
      'Could not judge node-3: you may not read Nodes (apply deploy/rbac/read.yaml, or ask for it)',
    )
    expect(obstacleOf({ kind: 'cluster' }, reachAll(), [{ ...gap, source: 'siblings' }])?.at).toBe('target')
  })

  it('is none where the target was read, whatever else is missing', () => {
    const gap: Gap = { source: 'kubelet-log', reason: 'forbidden', detail: 'nodes/proxy' }
    expect(obstacleOf(target, reachAll(), [gap])).toBeUndefined()
  })

  it('is none where the API server is dead: that is a finding', () => {
    expect(obstacleOf(target, reachAll({ outcome: 'refused', status: 0 }), [])).toBeUndefined()
  })
})
