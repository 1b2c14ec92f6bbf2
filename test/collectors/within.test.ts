import { describe, expect, it } from 'vitest'
import { ReadError } from '../../src/collectors/read-error.ts'
import { within } from '../../src/collectors/within.ts'

const never = () => new Promise<never>(() => {})

describe('within', () => {
  it('hands the result on', async () => {
    expect(await within(1_000, new AbortController().signal, async () => 7)).toBe(7)
  })

  it('ends work that ignores its signal, as a timeout', async () => {
    await expect(within(1, new AbortController().signal, never)).rejects.toMatchObject({
      reason: 'timeout',
      outcome: 'timeout',
    })
  })

  it('aborts the work at the limit', async () => {
    const seen: AbortSignal[] = []
    const work = (signal: AbortSignal) => {
      seen.push(signal)
      return never()
    }
    await expect(within(1, new AbortController().signal, work)).rejects.toThrow('no answer within 0.001 s')
    expect(seen[0]?.aborted).toBe(true)
  })

  it('hands on how far the work came when the limit ended it', async () => {
    const work = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        const error = new ReadError('timeout', 'the handshake was not answered', { outcome: 'tls-timeout' })
        signal.addEventListener('abort', () => reject(error))
      })
    await expect(within(1, new AbortController().signal, work)).rejects.toMatchObject({ outcome: 'tls-timeout' })
  })

  it('ends with its parent, for the reason of the parent', async () => {
    const reason = new Error('the person pressed Ctrl-C')
    await expect(within(60_000, AbortSignal.abort(reason), never)).rejects.toBe(reason)
  })

  it('hands a failure of the work on', async () => {
    const fails = async () => {
      throw new Error('boom')
    }
    await expect(within(60_000, new AbortController().signal, fails)).rejects.toThrow('boom')
  })
})
