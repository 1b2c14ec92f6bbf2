import { badRequest } from './status.ts'

/** Where a paged list goes on: the same JSON, base64url-encoded, that the real API server hands out. */
export interface ContinueToken {
  /** The revision of the list's first page. */
  readonly revision: number
  /** The `namespace/name` of the last object of the page before. */
  readonly after: string
}

/** The opaque form that goes into `metadata.continue`. The NUL marks "after this key", as in the real token. */
export function encodeContinue({ revision, after }: ContinueToken): string {
  const token = { v: 'meta.k8s.io/v1', rv: revision, start: `${after}\u0000` }
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

/** Reads a token back; one that is not ours is refused. */
export function decodeContinue(text: string): ContinueToken {
  try {
    const { rv, start } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as {
      rv?: unknown
      start?: unknown
    }
    if (typeof rv === 'number' && typeof start === 'string') return { revision: rv, after: start.slice(0, -1) }
  } catch {
    // Falls through to the same refusal as a token of the wrong shape.
  }
  throw badRequest('continue key is not valid: not a continue token of this server')
}
