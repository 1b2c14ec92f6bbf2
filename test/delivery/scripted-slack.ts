import type { SlackPort, SlackResult } from '../../src/delivery/slack-port.ts'

/** One call as the sender made it. */
export interface Call {
  readonly method: 'post' | 'update' | 'upload' | 'find' | 'remove'
  readonly channel: string
  readonly text: string
  readonly threadTs?: string | undefined
}

/** A Slack that answers as scripted, else with success, and lets a test wait for the n-th call. */
export function scriptedSlack(script: readonly SlackResult<never>[] = []) {
  const calls: Call[] = []
  const answers = [...script]
  const waiting: { count: number; resolve: () => void }[] = []
  const posted = new Map<string, string[]>()
  const note = (call: Call) => {
    calls.push(call)
    for (const waiter of waiting) if (calls.length >= waiter.count) waiter.resolve()
    return answers.shift()
  }
  const slack: SlackPort = {
    async post(channel, threadTs, content, key) {
      const scripted = note({ method: 'post', channel, text: content.text, threadTs })
      const landed = scripted === undefined || (scripted.status === 'unclear' && scripted.message === 'landed')
      const ts = `${calls.length}.0`
      if (landed) posted.set(key, [...(posted.get(key) ?? []), ts])
      return scripted ?? { status: 'ok', value: { ts } }
    },
    async update(channel, ts, content) {
      return note({ method: 'update', channel, text: content.text }) ?? { status: 'ok', value: { ts } }
    },
    async upload(channel, threadTs, file) {
      return (
        note({ method: 'upload', channel, text: file.name, threadTs }) ?? { status: 'ok', value: { ts: undefined } }
      )
    },
    async findPosted(channel, _threadTs, key) {
      return note({ method: 'find', channel, text: key }) ?? { status: 'ok', value: posted.get(key) ?? [] }
    },
    async remove(channel, ts) {
      return note({ method: 'remove', channel, text: ts }) ?? { status: 'ok', value: undefined }
    },
  }
  const until = (count: number) =>
    calls.length >= count ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ count, resolve }))
  return { slack, calls, until, double: (key: string, ts: string) => posted.get(key)?.push(ts) }
}
