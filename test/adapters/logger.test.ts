import { describe, expect, it } from 'vitest'
import { createLogger } from '../../src/adapters/logger.ts'

function logTo(level: 'debug' | 'info' | 'warn' | 'error') {
  const lines: string[] = []
  const log = createLogger({ level, write: (line) => void lines.push(line) })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') }
}

describe('createLogger', () => {
  it('writes a JSON line with level, time, message and fields', () => {
    const { log, last } = logTo('info')
    log.info('a cluster was read', { cluster: 'production', nodes: 3 })
    expect(last()).toMatchObject({ level: 'info', msg: 'a cluster was read', cluster: 'production', nodes: 3 })
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it('keeps silent below its level', () => {
    const { log, lines } = logTo('warn')
    log.debug('d')
    log.info('i')
    log.warn('w')
    log.error('e')
    expect(lines).toHaveLength(2)
  })

  it('lets no secret out, in messages, fields or errors', () => {
    const { log, lines } = logTo('info')
    const token = ['xoxb', '1234567890', 'abcdefghijklmnopqrstuvwx'].join('-')
    log.warn(`refused ${token}`, { header: `Bearer ${token}`, deep: { authorization: token }, error: new Error(token) })
    log.warn('pass\u200bword=hunter2', { why: 'pass\u200bword=hunter2' })
    expect(lines.join('')).not.toContain(token)
    expect(lines.join('')).not.toContain('hunter2')
    expect(lines).toHaveLength(2)
  })

  it('logs of an error what it is, not everything that hangs on it', () => {
    const { log, last } = logTo('info')
    const error = Object.assign(new Error('HTTP 500', { cause: new Error('reset') }), {
      code: 'E1',
      body: 'a whole page',
      headers: { a: 1 },
    })
    log.error('failed', { error })
    expect(last().error).toMatchObject({ message: 'HTTP 500', code: 'E1', cause: 'reset' })
    expect(last().error).not.toHaveProperty('body')
    expect(last().error).not.toHaveProperty('headers')
  })
})
