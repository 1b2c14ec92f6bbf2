/**
 * Tells readers that something in the workspace changed, so that a test waits for a state and never for time:
 * `await changes.until(() => channel.messages().length === 2)`.
 */
export interface Changes {
  notify(): void
  /** Resolves with the first value of `probe` that is neither false, null nor undefined. Looks now and after every change. */
  until<Value>(probe: () => Value | false | null | undefined): Promise<Value>
}

export function createChanges(): Changes {
  const waiting = new Set<() => void>()
  return {
    notify() {
      for (const look of [...waiting]) look()
    },
    until<Value>(probe: () => Value | false | null | undefined): Promise<Value> {
      return new Promise((resolve, reject) => {
        function look(): void {
          try {
            const value = probe()
            if (value === false || value === null || value === undefined) return
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
