import { checkMessageBlocks, checkView } from '../../block-kit/validate.ts'
import { isFields } from '../../fields.ts'
import type { WebApiMethod } from '../method.ts'
import { Refusal } from '../refusal.ts'

/** About the app itself, its installation and its workspace. */

const authTest: WebApiMethod = {
  name: 'auth.test',
  tier: 'special',
  run({ state }) {
    const { team, app } = state
    return {
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      team_id: team.id,
      user: app.name,
      user_id: app.botUser,
      bot_id: app.botId,
      is_enterprise_install: false,
    }
  },
}

const oauthAccess: WebApiMethod = {
  name: 'oauth.v2.access',
  tier: 'special',
  token: 'none',
  run({ state, args }) {
    args.required('code')
    const { app, team } = state
    return {
      app_id: app.id,
      access_token: app.token,
      token_type: 'bot',
      scope: app.scopes.join(','),
      bot_user_id: app.botUser,
      team: { id: team.id, name: team.name },
      authed_user: {},
      is_enterprise_install: false,
    }
  },
}

const teamInfo: WebApiMethod = {
  name: 'team.info',
  tier: 3,
  scopes: ['team:read'],
  run: ({ state }) => ({ team: { id: state.team.id, name: state.team.name, domain: state.team.domain } }),
}

const botInfo: WebApiMethod = {
  name: 'bots.info',
  tier: 3,
  scopes: ['users:read'],
  run({ state, args }) {
    const { botId, id, name, botUser } = state.app
    if (args.text('bot') !== botId) throw new Refusal('bot_not_found')
    return { bot: { id: botId, deleted: false, name, app_id: id, user_id: botUser } }
  },
}

/** Slack's own check of blocks or a view, without posting anything. */
const validateBlocks: WebApiMethod = {
  name: 'blocks.validate',
  tier: 3,
  run({ state, args }) {
    const view = args.json('view', 'invalid_arguments')
    const blocks = args.json('blocks', 'invalid_arguments')
    const message = args.json('message', 'invalid_arguments')
    const inMessage = isFields(message) ? message['blocks'] : blocks
    const problems = isFields(view)
      ? checkView(view, state.unsupportedBlocks)
      : checkMessageBlocks(inMessage, state.unsupportedBlocks)
    if (problems.length === 0) return {}
    throw new Refusal('invalid_blocks', { errors: problems.map((one) => ({ ...one, code: 'failed_constraint' })) })
  },
}

export const appMethods: readonly WebApiMethod[] = [authTest, oauthAccess, teamInfo, botInfo, validateBlocks]
