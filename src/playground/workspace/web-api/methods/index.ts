import type { WebApiMethod } from '../method.ts'
import { appMethods } from './app.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { fileMethods } from './files.ts'
import { historyMethods } from './history.ts'
import { markMethods } from './marks.ts'
import { peopleMethods } from './people.ts'
import { streamMethods } from './streams.ts'
import { viewMethods } from './views.ts'

/** Every Web API method that the simulator speaks, except `apps.connections.open`, which belongs to Socket Mode. */
export const webApiMethods: readonly WebApiMethod[] = [
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...markMethods,
  ...peopleMethods,
  ...streamMethods,
  ...viewMethods,
]
