// The part of undici that the command line needs. undici's own entry also loads fetch, WebSocket, caches and mocks,
// which costs more time at every start than a whole request.
import api from 'undici/lib/api/index.js'
import connect from 'undici/lib/core/connect.js'
import agent from 'undici/lib/dispatcher/agent.js'
import dispatcher from 'undici/lib/dispatcher/dispatcher.js'
import proxyAgent from 'undici/lib/dispatcher/proxy-agent.js'

// As undici's entry does: without it dispatchers have no request().
Object.assign(dispatcher.prototype, api)

export const Agent = agent
export const ProxyAgent = proxyAgent
export const buildConnector = connect
