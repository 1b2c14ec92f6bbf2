import type { FilesCompleteUploadExternalArguments, WebClient } from '@slack/web-api'
import type { FileContent } from '../../delivery/message.ts'
import type { SlackResult } from '../../delivery/slack-port.ts'
import { failureOf } from './failure.ts'
import { recentMessages } from './find-own.ts'

/** The file as its message wants it. */
export type UploadedFile = FileContent['file']

/** A file to upload, and where it is shown. */
export interface Upload {
  readonly channel: string
  readonly threadTs: string | undefined
  readonly file: UploadedFile
  readonly now: () => number
}

/** A file may be some megabytes on a slow line. */
const transferTimeoutMs = 30_000

/**
 * Uploads in Slack's three steps. Only the last one shows the file, so trouble before it may simply be tried again; after
 * unclear trouble in it the file is looked for by its id, for a file has no metadata of ours.
 */
export async function uploadFile(client: WebClient, upload: Upload): Promise<SlackResult<{ ts: string | undefined }>> {
  const transferred = await transfer(client, upload.file)
  if (transferred.status !== 'ok') return transferred
  const fileId = transferred.value
  const shared = await share(client, upload, fileId)
  if (shared.status !== 'unclear') return shared
  return (await isShared(client, upload, fileId)) ? { status: 'ok', value: { ts: undefined } } : shared
}

/** Asks for a place and puts the text there. Nobody sees it yet. */
async function transfer(client: WebClient, { name, text }: UploadedFile): Promise<SlackResult<string>> {
  try {
    const body = new TextEncoder().encode(text.length > 0 ? text : '\n')
    const place = await client.files.getUploadURLExternal({ filename: name, length: body.byteLength })
    if (!place.upload_url || !place.file_id) return { status: 'failed', message: 'Slack gave no place for the file' }
    const signal = AbortSignal.timeout(transferTimeoutMs)
    const headers = { 'content-type': 'application/octet-stream' }
    const answer = await fetch(place.upload_url, { method: 'POST', body, headers, signal })
    await answer.arrayBuffer()
    if (answer.ok) return { status: 'ok', value: place.file_id }
    return { status: 'failed', message: `the upload was answered with HTTP ${answer.status}` }
  } catch (error) {
    const failure = failureOf(error)
    return failure.status === 'unclear' ? { status: 'failed', message: failure.message } : failure
  }
}

async function share(client: WebClient, { channel, threadTs, file }: Upload, fileId: string) {
  try {
    const args = {
      files: [{ id: fileId, title: file.title }],
      channel_id: channel,
      initial_comment: file.comment,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    }
    await client.files.completeUploadExternal(args as FilesCompleteUploadExternalArguments)
    return { status: 'ok', value: { ts: undefined } } as const
  } catch (error) {
    return failureOf(error)
  }
}

/** When even this cannot be found out, the file counts as not there: twice is better than never. */
async function isShared(client: WebClient, { channel, threadTs, now }: Upload, fileId: string): Promise<boolean> {
  try {
    for await (const message of recentMessages(client, { channel, threadTs, now })) {
      if (message.files?.some(({ id }) => id === fileId)) return true
    }
  } catch {
    return false
  }
  return false
}
