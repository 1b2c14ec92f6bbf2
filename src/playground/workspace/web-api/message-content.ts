import { summedText } from '../block-kit/text-length.ts'
import { checkMessageBlocks } from '../block-kit/validate.ts'
import { type Fields, isFields, objectField, textField } from '../fields.ts'
import type { WorkspaceState } from '../state/workspace-state.ts'
import type { Arguments } from './arguments.ts'
import { Refusal, refuseProblems } from './refusal.ts'

/** postMessage truncates longer texts and warns. */
const truncatedAt = 40_000
/** Not documented. 11,341 characters were once refused, so this is the strictest line that was seen. */
const summedTextMax = 11_340
const markdownMax = 12_000
/** Not documented either; 8,000 characters of JSON is far above what an app has a use for. */
const metadataMax = 8_000

/** What a message shows. `undefined` means "not given", which chat.update tells apart from empty. */
export interface Content {
  readonly text: string | undefined
  readonly blocks: readonly Fields[] | undefined
  readonly metadata: Fields | undefined
  readonly truncated: boolean
}

/** Where the content goes; each has its own limit for text. */
export type ContentUse = 'post' | 'ephemeral' | 'update' | 'response'

/** Reads and checks text, blocks and metadata as Slack does. Throws `Refusal`. */
export function readContent(args: Arguments, state: WorkspaceState, use: ContentUse): Content {
  const blocks = readBlocks(args, state)
  const text = readText(args, blocks)
  if (!text && !blocks?.length && use !== 'update') throw new Refusal('no_text')
  if (use === 'update' && text === undefined && blocks === undefined) throw new Refusal('no_text')
  if (use === 'update' && (text?.length ?? 0) > 4_000) throw new Refusal('msg_too_long')
  // respond() was seen not to be checked this way: https://github.com/slackapi/bolt-js/issues/2867
  if (use !== 'response' && summedText(blocks ?? []) > summedTextMax) throw new Refusal('msg_blocks_too_long')
  const truncated = (text?.length ?? 0) > truncatedAt
  return { text: text?.slice(0, truncatedAt), blocks, metadata: readMetadata(args), truncated }
}

function readText(args: Arguments, blocks: readonly Fields[] | undefined): string | undefined {
  const markdown = args.text('markdown_text')
  const text = args.text('text')
  if (markdown === undefined) return text
  if (text || blocks) throw new Refusal('markdown_text_conflict')
  if (markdown.length > markdownMax) throw new Refusal('msg_too_long')
  return markdown
}

function readBlocks(args: Arguments, state: WorkspaceState): readonly Fields[] | undefined {
  const blocks = args.json('blocks', 'invalid_blocks_format')
  if (blocks === undefined) return undefined
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format')
  refuseProblems('invalid_blocks', checkMessageBlocks(blocks, state.unsupportedBlocks))
  return blocks.filter(isFields).map((block) => ({ block_id: state.mint('b'), ...block }))
}

function readMetadata(args: Arguments): Fields | undefined {
  const metadata = args.json('metadata', 'invalid_metadata_format')
  if (metadata === undefined) return undefined
  if (!isFields(metadata)) throw new Refusal('invalid_metadata_format')
  const complete = textField(metadata, 'event_type') !== undefined && objectField(metadata, 'event_payload')
  // An empty object removes the metadata of a message.
  if (!complete && Object.keys(metadata).length > 0) throw new Refusal('invalid_metadata_schema')
  if (JSON.stringify(metadata).length > metadataMax) throw new Refusal('metadata_too_large')
  return metadata
}
