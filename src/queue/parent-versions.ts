/**
 * Versions of the message under an asker's `parentKey`. Whoever takes the question wants it with `queued`; the end
 * outranks any progress that is still under way.
 */
export const parentVersions = { queued: 1, running: 2, end: 1_000_000 } as const
