import type { Arguments } from './arguments.ts'
import { Refusal } from './refusal.ts'

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly hasMore: boolean
  /** Goes into `response_metadata.next_cursor`; empty on the last page. */
  readonly nextCursor: string
}

/** One page by `limit` and `cursor`, as every listing method does it. */
export function pageOf<Item>(
  all: readonly Item[],
  args: Arguments,
  { fallback, max }: { fallback: number; max: number },
): Page<Item> {
  const limit = Math.min(args.number('limit', fallback), max)
  const from = offsetOf(args.text('cursor'))
  const end = from + limit
  const hasMore = end < all.length
  const nextCursor = hasMore ? Buffer.from(`offset:${end}`).toString('base64') : ''
  return { items: all.slice(from, end), hasMore, nextCursor }
}

function offsetOf(cursor: string | undefined): number {
  if (!cursor) return 0
  const match = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())
  if (!match) throw new Refusal('invalid_cursor')
  return Number(match[1])
}
