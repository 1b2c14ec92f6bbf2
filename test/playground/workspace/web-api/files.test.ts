import { describe, expect, it } from 'vitest'
import { errorOf, webClient } from '../bolt-app.ts'
import { workspaces } from '../with-workspace.ts'

const start = workspaces()

async function ready() {
  const { slack } = await start()
  const { files } = webClient(slack)
  async function upload(content: string, announced = Buffer.byteLength(content)) {
    const { upload_url = '', file_id: id = '' } = await files.getUploadURLExternal({
      filename: 'node-3.txt',
      length: announced,
    })
    const { status } = await fetch(upload_url, { method: 'POST', body: content })
    return { id, status }
  }
  const complete = (id: string, where: { channel_id?: string; thread_ts?: string } = {}) =>
    files.completeUploadExternal({ files: [{ id, title: 'Describe' }], ...where } as never)
  return { slack, upload, complete }
}

describe('files', () => {
  it('appear in the channel once the upload is completed', async () => {
    const { slack, upload, complete } = await ready()
    const { id } = await upload('Name: node-3\n')
    expect(slack.channel('C0OPS').files()).toEqual([])
    await complete(id, { channel_id: 'C0OPS' })
    expect(slack.channel('C0OPS').files()).toEqual([
      { id, name: 'node-3.txt', title: 'Describe', content: 'Name: node-3\n' },
    ])
  })

  it('are as long as announced, in bytes', async () => {
    const { upload, complete } = await ready()
    const { id, status } = await upload('Ünknown', 'Ünknown'.length)
    expect(status).toBe(400)
    expect(await errorOf(complete(id, { channel_id: 'C0OPS' }))).toBe('file_not_found')
  })

  it('need a member, a living channel and a thread parent', async () => {
    const { upload, complete } = await ready()
    const { id } = await upload('a')
    expect(await errorOf(complete(id, { channel_id: 'C0RANDOM' }))).toBe('not_in_channel')
    expect(await errorOf(complete(id, { channel_id: 'C0OLD' }))).toBe('posting_to_channel_denied')
    expect(await errorOf(complete(id, { channel_id: 'C0OPS', thread_ts: '1.1' }))).toBe('thread_not_found')
    expect((await complete(id, { channel_id: 'C0OPS' })).ok).toBe(true)
    expect(await errorOf(complete(id, { channel_id: 'C0OPS' }))).toBe('file_not_found')
  })

  it('that were never uploaded cannot be completed', async () => {
    const { complete } = await ready()
    expect(await errorOf(complete('F0NONE', { channel_id: 'C0OPS' }))).toBe('file_not_found')
  })
})
