import type { Person } from './access.ts'

/** Where people and user groups are looked up; `adapters/slack` implements it. Both throw when Slack does not answer. */
export interface PeopleSource {
  /** Who somebody is, without groups (users.info). */
  person(user: string): Promise<Omit<Person, 'groups'>>
  /** The users of a user group (usergroups.users.list); empty for a group that does not exist (any more). */
  members(group: string): Promise<readonly string[]>
}

/** People with the groups that matter here. */
export interface Directory {
  /** Throws when somebody cannot be looked up: whoever asks must then be refused. */
  find(user: string): Promise<Person>
}

/** What the directory works with. */
export interface DirectoryOptions {
  readonly source: PeopleSource
  /** The user groups that have a role; others are not asked about. */
  readonly groups: readonly string[]
  readonly now: () => number
  /** How long an answer counts. A person who lost a role keeps it this long at most. Default: 5 minutes. */
  readonly ttlMs?: number
}

/** At most this many people are remembered. */
const remembered = 10_000

/** A directory that asks once and remembers for a while; many questions at once are one request. Failures are not kept. */
export function createDirectory({ source, groups, now, ttlMs = 300_000 }: DirectoryOptions): Directory {
  const people = createCache((user) => source.person(user), now, ttlMs)
  const members = createCache((group) => source.members(group), now, ttlMs)
  return {
    async find(user) {
      const [person, ...lists] = await Promise.all([people(user), ...groups.map((group) => members(group))])
      return { ...person, groups: groups.filter((_, index) => lists[index]?.includes(user)) }
    },
  }
}

function createCache<Value>(read: (key: string) => Promise<Value>, now: () => number, ttlMs: number) {
  const kept = new Map<string, { readonly value: Promise<Value>; readonly until: number }>()
  return (key: string): Promise<Value> => {
    const known = kept.get(key)
    if (known && known.until > now()) return known.value
    const value = read(key)
    kept.delete(key)
    kept.set(key, { value, until: now() + ttlMs })
    value.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > remembered && oldest !== undefined) kept.delete(oldest)
    return value
  }
}
