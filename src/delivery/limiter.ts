import type { EpochMs } from '../diagnosis/evidence.ts'

/** Slack's methods that the sender calls. */
export type Method = 'post' | 'update' | 'upload' | 'find' | 'remove'

/** A moment's cost of a method: the least time between two calls of it in the whole workspace. */
const workspaceSpacingMs: Readonly<Record<Method, number>> = {
  // chat.postMessage has a workspace ceiling of several hundred a minute besides the channel's one a second.
  post: 100,
  // chat.update is tier 3: about 50 a minute, short bursts allowed.
  update: 300,
  // files.completeUploadExternal is tier 4: about 100 a minute.
  upload: 600,
  // conversations.history and .replies are tier 3, chat.delete too.
  find: 1200,
  remove: 1200,
}

/** chat.postMessage: about one a second in one channel. */
const channelPostSpacingMs = 1_000

/** When a call may be made. It keeps Slack's limits so that 429 stays the exception; a 429 pauses what it names. */
export interface Limiter {
  /** Milliseconds until this call is allowed, 0 = now. */
  waitMs(method: Method, channel: string, now: EpochMs): number
  /** Books a call that is made now. */
  spend(method: Method, channel: string, now: EpochMs): void
  /** Slack answered 429: nothing of this method before then. */
  pause(method: Method, until: EpochMs): void
}

/** Limits of one workspace, kept in this process. */
export function createLimiter(): Limiter {
  const freeAt = new Map<string, EpochMs>()
  const keysOf = (method: Method, channel: string) => (method === 'post' ? [method, `post ${channel}`] : [method])
  const book = (key: string, at: EpochMs) => freeAt.set(key, Math.max(at, freeAt.get(key) ?? 0))
  return {
    waitMs: (method, channel, now) =>
      Math.max(0, ...keysOf(method, channel).map((key) => (freeAt.get(key) ?? 0) - now)),
    spend(method, channel, now) {
      book(method, now + workspaceSpacingMs[method])
      if (method === 'post') book(`post ${channel}`, now + channelPostSpacingMs)
    },
    pause: (method, until) => void book(method, until),
  }
}
