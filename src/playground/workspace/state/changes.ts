/**
 * Tells readers that something in the workspace changed, so that a test waits for a state and never for time:
 * `await changes.until(() => channel.messages().length === 2)`.
 */
export interface Changes {
  notify(): void
  /** Resolves with the first value of `probe` that is not empty (false, 0, '', null, undefined). Looks now and after every change. */
  until<Value>(probe: () => Value | Empty): Promise<Value>
}

/** What a probe gives while it is too early. */
export type Empty = false | 0 | '' | null | undefined

export function createChanges(): Changes {
  const waiting = new Set<() => void>()
  return {
    notify() {
      for (const look of [...waiting]) look()
    },
    until<Value>(probe: () => Value | Empty): Promise<Value> {
      return new Promise((resolve, reject) => {
        function look(): void {
          try {
            const value = probe()
            if (!value) return
            waiting.delete(look)
            resolve(value)
          } catch (error) {
            waiting.delete(look)
            reject(error)
          }
        }
        waiting.add(look)
        look()
      })
    },
  }
}
