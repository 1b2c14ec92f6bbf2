import { userObject } from '../../state/person.ts'
import type { MethodCall, WebApiMethod } from '../method.ts'
import { pageOf } from '../page.ts'
import { Refusal } from '../refusal.ts'
import { hasScope } from '../scopes.ts'

const withEmail = ({ state }: MethodCall) => ({ withEmail: hasScope(state, 'users:read.email') })

const info: WebApiMethod = {
  name: 'users.info',
  tier: 4,
  scopes: ['users:read'],
  run(call) {
    const person = call.state.people.get(call.args.required('user'))
    if (!person) throw new Refusal('user_not_found')
    return { user: userObject(person, withEmail(call)) }
  },
}

const list: WebApiMethod = {
  name: 'users.list',
  tier: 2,
  scopes: ['users:read'],
  run(call) {
    const page = pageOf([...call.state.people.values()], call.args, { fallback: 1_000, max: 1_000 })
    const members = page.items.map((person) => userObject(person, withEmail(call)))
    return { members, response_metadata: { next_cursor: page.nextCursor } }
  },
}

const lookupByEmail: WebApiMethod = {
  name: 'users.lookupByEmail',
  tier: 3,
  scopes: ['users:read.email'],
  run(call) {
    const email = call.args.required('email')
    const person = [...call.state.people.values()].find((one) => one.email === email)
    if (!person || person.kind === 'deactivated') throw new Refusal('users_not_found')
    return { user: userObject(person, withEmail(call)) }
  },
}

const groups: WebApiMethod = {
  name: 'usergroups.list',
  tier: 2,
  scopes: ['usergroups:read'],
  run({ state, args }) {
    const usergroups = [...state.groups.values()].map(({ id, handle, members }) => ({
      id,
      team_id: state.team.id,
      handle,
      name: handle,
      is_usergroup: true,
      user_count: members.length,
      ...(args.flag('include_users') ? { users: members } : {}),
    }))
    return { usergroups }
  },
}

const groupMembers: WebApiMethod = {
  name: 'usergroups.users.list',
  tier: 2,
  scopes: ['usergroups:read'],
  run({ state, args }) {
    const group = state.groups.get(args.required('usergroup'))
    if (!group) throw new Refusal('no_such_subteam')
    return { users: group.members }
  },
}

export const peopleMethods: readonly WebApiMethod[] = [info, list, lookupByEmail, groups, groupMembers]
