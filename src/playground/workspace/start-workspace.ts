import { once } from 'node:events'
import type { Server } from 'node:http'
import { createChannelHandle } from './channel-handle.ts'
import { createDeliverer, type Deliverer } from './deliver/deliver.ts'
import { sendEvents } from './deliver/events.ts'
import { createHttpTransport } from './deliver/http-transport.ts'
import { createInteractionLog, type InteractionLog } from './deliver/interaction.ts'
import { createSocketMode, type SocketMode } from './deliver/socket-transport.ts'
import type { Transport } from './deliver/transport.ts'
import { type AnswerMisbehaviour, createPlan, type DeliveryMisbehaviour } from './misbehaviour.ts'
import { createPersonActions, type PersonActions } from './people/person-actions.ts'
import { createPopulatedState } from './populate.ts'
import { userObject } from './state/person.ts'
import type { WorkspaceState } from './state/workspace-state.ts'
import { createWallClock } from './wall-clock.ts'
import { createWebApi, type WebApi } from './web-api/call-method.ts'
import { webApiMethods } from './web-api/methods/index.ts'
import { createRateLimiter } from './web-api/rate-limiter.ts'
import { createSlackServer } from './web-api/server.ts'
import type { Workspace, WorkspaceOptions } from './workspace.ts'

/** Starts the workspace: `const slack = await startWorkspace()`, then give a Slack client `slackApiUrl: slack.apiUrl`. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const wallClock = createWallClock()
  const clock = options.clock ?? wallClock
  const state = createPopulatedState(options, clock)
  const answers = createPlan<AnswerMisbehaviour>()
  const deliveries = createPlan<DeliveryMisbehaviour>()
  const log = createInteractionLog(() => state.changes.notify())
  let url = ''
  let overHttp: Transport | undefined

  const limiter = options.rateLimits === false ? undefined : createRateLimiter(clock)
  const api = createWebApi({ state, methods: webApiMethods, limiter, baseUrl: () => url })
  const server = createSlackServer({ state, api, misbehave: answers })
  const sockets = createSocketMode(state, server)
  api.add(sockets.method)
  const deliverer = createDeliverer({ clock, log, plan: deliveries, transport: () => overHttp ?? sockets })
  sendEvents(state, deliverer)
  url = await listen(server, options.port ?? 0)

  return {
    url,
    apiUrl: `${url}/api/`,
    app: state.app,
    answers,
    deliveries,
    sockets,
    sendTo(requestUrl) {
      overHttp = createHttpTransport(state.app, requestUrl)
    },
    user: (id) => personAt({ state, deliverer, url }, id),
    ...readers({ state, api, log, deliverer }),
    ...changers(state),
    async close() {
      wallClock.stop()
      await stopServer(server, sockets)
    },
  }
}

function personAt(parts: { state: WorkspaceState; deliverer: Deliverer; url: string }, id: string): PersonActions {
  const { state, deliverer, url } = parts
  const person = state.people.get(id)
  if (!person) throw new Error(`there is no user ${id}`)
  return createPersonActions({ person, state, deliverer, baseUrl: () => url })
}

type Readers = Pick<Workspace, 'channel' | 'renderChannel' | 'interactions' | 'calls' | 'until' | 'idle'>

type Changers = Pick<Workspace, 'setPerson' | 'setGroup' | 'revoke'>

function changers(state: WorkspaceState): Changers {
  return {
    setPerson(person) {
      state.people.set(person.id, person)
      state.publish({ type: 'user_change', user: userObject(person, { withEmail: false }) })
    },
    setGroup(group) {
      state.groups.set(group.id, group)
      state.publish({ type: 'subteam_updated', subteam: { id: group.id, handle: group.handle, users: group.members } })
    },
    revoke(trouble) {
      state.tokenTrouble = trouble
    },
  }
}

function readers(parts: { state: WorkspaceState; api: WebApi; log: InteractionLog; deliverer: Deliverer }): Readers {
  const { state, api, log, deliverer } = parts
  return {
    channel: (id) => createChannelHandle(state, id),
    renderChannel: (id, options) => createChannelHandle(state, id).render(options),
    interactions: () => [...log.all],
    calls: (method) => api.calls.filter((call) => !method || call.method === method),
    until: state.changes.until,
    idle: () => state.changes.until(() => deliverer.inFlight() === 0),
  }
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the workspace listens on no port')
  return `http://127.0.0.1:${address.port}`
}

async function stopServer(server: Server, sockets: SocketMode): Promise<void> {
  sockets.close()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
