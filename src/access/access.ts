/** What a person may do; each role includes the ones before it. */
export type Role = 'viewer' | 'operator' | 'approver'

/** Who a Slack user is, as far as access goes (users.info, usergroups.users.list; cached). */
export interface Person {
  readonly user: string
  readonly team: string
  readonly kind: 'member' | 'guest' | 'stranger' | 'bot' | 'deactivated'
  readonly groups: readonly string[]
}

/** The configured rules. */
export interface AccessRules {
  /** Channels where the bot answers; empty = every channel it is in. */
  readonly channels: readonly string[]
  readonly allow: { readonly guests: boolean; readonly strangers: boolean; readonly bots: boolean }
  /** Users (`U…`) and user groups (`S…`) by role. Full members are viewers unless `viewer` names somebody. */
  readonly roles: Readonly<Record<Role, readonly string[]>>
}

/** The decision, with the sentence that tells the person why not and whom to ask. */
export type AccessDecision =
  | { readonly allowed: true; readonly role: Role }
  | { readonly allowed: false; readonly why: string }
