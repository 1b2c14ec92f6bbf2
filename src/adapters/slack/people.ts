import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Person } from '../../access/access.ts'
import type { PeopleSource } from '../../access/directory.ts'
import type { SlackIdentity } from './identity.ts'

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

/** Looks people and user groups up over the Web API. */
export function createPeopleSource(client: WebClient, home: Pick<SlackIdentity, 'team' | 'enterprise'>): PeopleSource {
  return {
    async person(user) {
      const { user: found } = await client.users.info({ user })
      if (!found) throw new Error('Slack answered without the user')
      return { user, team: found.team_id ?? '', kind: kindOf(found, home) }
    },
    async members(group) {
      try {
        return (await client.usergroups.users.list({ usergroup: group })).users ?? []
      } catch (error) {
        const gone = error instanceof WebAPIPlatformError && error.data.error === 'no_such_subteam'
        if (gone) return []
        throw error
      }
    },
  }
}

/** What the flags of a user object mean: https://docs.slack.dev/reference/objects/user-object */
function kindOf(user: User, home: Pick<SlackIdentity, 'team' | 'enterprise'>): Person['kind'] {
  if (user.deleted) return 'deactivated'
  if (user.is_bot) return 'bot'
  if (isForeign(user, home)) return 'stranger'
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member'
}

/** People of another workspace, unless both belong to one Enterprise organisation. */
function isForeign(user: User, home: Pick<SlackIdentity, 'team' | 'enterprise'>): boolean {
  if ('is_stranger' in user && user.is_stranger) return true
  if (!user.team_id || user.team_id === home.team) return false
  const enterprise = user.enterprise_user?.enterprise_id
  return !(enterprise && enterprise === home.enterprise)
}
