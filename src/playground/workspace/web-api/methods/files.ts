import { isFields, textField } from '../../fields.ts'
import type { Channel } from '../../state/channel.ts'
import { fileObject, type Message, type SharedFile } from '../../state/message.ts'
import { postMessage } from '../../state/posting.ts'
import { channelOfMember, threadParent } from '../channel-access.ts'
import type { MethodCall, WebApiMethod } from '../method.ts'
import { Refusal } from '../refusal.ts'

const getUploadUrl: WebApiMethod = {
  name: 'files.getUploadURLExternal',
  tier: 4,
  scopes: ['files:write'],
  run({ args, state, baseUrl }) {
    const name = args.required('filename')
    const length = Number(args.required('length'))
    if (!Number.isInteger(length) || length <= 0) throw new Refusal('invalid_arguments')
    const id = state.mint('F')
    state.uploads.set(id, { id, name, length, completed: false })
    return { upload_url: `${baseUrl}/upload/${id}`, file_id: id }
  },
}

const complete: WebApiMethod = {
  name: 'files.completeUploadExternal',
  tier: 4,
  scopes: ['files:write'],
  run(call) {
    const { args, state } = call
    const channel = args.text('channel_id') ? channelOfMember(call, 'channel_id') : undefined
    if (channel?.archived) throw new Refusal('posting_to_channel_denied')
    const parent = channel ? threadParent(call, channel) : undefined
    const files = uploadedFiles(call)
    for (const file of files) state.files.set(file.id, file)
    if (channel) share(call, channel, parent, files)
    return { files: files.map(fileObject) }
  },
}

function share(
  { args, state }: MethodCall,
  channel: Channel,
  parent: Message | undefined,
  files: readonly SharedFile[],
) {
  const { botUser, botId } = state.app
  const text = args.text('initial_comment') ?? ''
  postMessage(state, channel, { user: botUser, botId, text, files, threadTs: parent?.ts })
}

/** The files of a finished upload. All of them are checked before one is completed. */
function uploadedFiles({ args, state }: MethodCall): readonly SharedFile[] {
  const asked = args.json('files', 'invalid_arguments')
  if (!Array.isArray(asked) || asked.length === 0) throw new Refusal('invalid_arguments')
  const ready = asked.filter(isFields).map((entry) => {
    const upload = state.uploads.get(textField(entry, 'id') ?? '')
    if (!upload || upload.completed || upload.content === undefined) throw new Refusal('file_not_found')
    return { upload, content: upload.content, title: textField(entry, 'title') ?? upload.name }
  })
  return ready.map(({ upload, content, title }) => {
    upload.completed = true
    return { id: upload.id, name: upload.name, title, content }
  })
}

const info: WebApiMethod = {
  name: 'files.info',
  tier: 4,
  scopes: ['files:read'],
  run({ args, state }) {
    const file = state.files.get(args.required('file'))
    if (!file) throw new Refusal('file_not_found')
    return { file: fileObject(file) }
  },
}

export const fileMethods: readonly WebApiMethod[] = [getUploadUrl, complete, info]
