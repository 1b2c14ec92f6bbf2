import { randomBytes } from 'node:crypto'
import type { SimClock } from '../../cluster/sim-clock.ts'
import { type Fields, textField } from '../fields.ts'

/** At most three modals lie on top of each other: https://docs.slack.dev/surfaces/modals */
const maxStack = 3

/** A modal or Home tab as one person has it open. */
export interface OpenView {
  readonly id: string
  /** Changes with every update; a stale one gives `hash_conflict`. */
  readonly hash: string
  readonly user: string
  /** What the app sent. */
  readonly view: Fields
}

/** Every person's stack of modals, and their Home tab. */
export interface Views {
  push(user: string, view: Fields): OpenView | undefined
  replace(open: OpenView, view: Fields): OpenView
  publish(user: string, view: Fields): OpenView
  find(match: { id?: string; externalId?: string }): OpenView | undefined
  /** The modals a person has open, the visible one last. */
  stack(user: string): readonly OpenView[]
  home(user: string): OpenView | undefined
  /** Closes the visible modal, or all of them. */
  close(user: string, scope: 'top' | 'all'): void
}

export function createViews(mint: (prefix: string) => string, clock: SimClock): Views {
  const stacks = new Map<string, OpenView[]>()
  const homes = new Map<string, OpenView>()
  const newHash = () => `${Math.floor(clock.now() / 1000)}.${randomBytes(4).toString('hex')}`
  const stackOf = (user: string) => stacks.get(user) ?? []

  function open(user: string, view: Fields): OpenView {
    return { id: mint('V'), hash: newHash(), user, view }
  }
  return {
    push(user, view) {
      if (stackOf(user).length >= maxStack) return undefined
      const opened = open(user, view)
      stacks.set(user, [...stackOf(user), opened])
      return opened
    },
    replace(old, view) {
      const replaced = { ...old, hash: newHash(), view }
      if (homes.get(old.user)?.id === old.id) homes.set(old.user, replaced)
      const stack = stackOf(old.user).map((one) => (one.id === old.id ? replaced : one))
      stacks.set(old.user, stack)
      return replaced
    },
    publish(user, view) {
      const home = { ...open(user, view), id: homes.get(user)?.id ?? mint('V') }
      homes.set(user, home)
      return home
    },
    find({ id, externalId }) {
      const all = [...[...stacks.values()].flat(), ...homes.values()]
      return all.find((one) => (id ? one.id === id : textField(one.view, 'external_id') === externalId))
    },
    stack: (user) => stackOf(user),
    home: (user) => homes.get(user),
    close(user, scope) {
      stacks.set(user, scope === 'all' ? [] : stackOf(user).slice(0, -1))
    },
  }
}

/** The view object of payloads and of views.open. */
export function viewObject(
  open: OpenView,
  { teamId, appId, botId }: { teamId: string; appId: string; botId: string },
): Fields {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...open.view,
    id: open.id,
    hash: open.hash,
    team_id: teamId,
    app_id: appId,
    app_installed_team_id: teamId,
    bot_id: botId,
    root_view_id: open.id,
    previous_view_id: null,
    state: { values: {} },
  }
}
