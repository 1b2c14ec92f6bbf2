import type { Fields } from '../fields.ts'

/**
 * What a user of the workspace is. `connected`: from another workspace, met in a shared channel. `stranger`: from another
 * workspace and in no channel that the app sees. Source: https://docs.slack.dev/reference/objects/user-object
 */
type PersonKind =
  | 'member'
  | 'admin'
  | 'guest'
  | 'single-channel-guest'
  | 'connected'
  | 'stranger'
  | 'bot'
  | 'deactivated'

export interface Person {
  readonly id: string
  /** What others type after the `@`. */
  readonly name: string
  readonly realName: string
  readonly kind: PersonKind
  /** Their own workspace. */
  readonly team: string
  readonly email?: string
}

/** A user group (`@oncall`). */
export interface UserGroup {
  readonly id: string
  readonly handle: string
  readonly members: readonly string[]
}

/** The user object of users.info. Deactivated users lack most flags, as with Slack; `email` needs its own scope. */
export function userObject(person: Person, { withEmail }: { withEmail: boolean }): Fields {
  const { id, name, realName, team, email } = person
  const identity = { id, team_id: team, name, deleted: person.kind === 'deactivated', real_name: realName }
  const mail = withEmail && email ? { email } : {}
  const profile = { real_name: realName, display_name: name, team, ...mail }
  if (person.kind === 'deactivated') return { ...identity, profile, is_bot: false, updated: 0 }
  return { ...identity, profile, tz: 'Etc/UTC', tz_label: 'Coordinated Universal Time', tz_offset: 0, ...flags(person) }
}

function flags({ kind }: Person): Fields {
  const foreign = kind === 'stranger' || kind === 'connected'
  return {
    is_admin: kind === 'admin',
    is_owner: false,
    is_restricted: kind === 'guest' || kind === 'single-channel-guest',
    is_ultra_restricted: kind === 'single-channel-guest',
    is_bot: kind === 'bot',
    is_app_user: false,
    updated: 0,
    ...(foreign ? { is_stranger: kind === 'stranger' } : {}),
  }
}
