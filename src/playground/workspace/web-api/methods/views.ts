import { checkView } from '../../block-kit/validate.ts'
import { type Fields, isFields, textField } from '../../fields.ts'
import { type OpenView, viewObject } from '../../state/views.ts'
import type { WorkspaceState } from '../../state/workspace-state.ts'
import type { MethodCall, WebApiMethod } from '../method.ts'
import { Refusal, refuseProblems } from '../refusal.ts'

const open: WebApiMethod = {
  name: 'views.open',
  tier: 4,
  run(call) {
    const { view, user } = newModal(call)
    call.state.views.close(user, 'all')
    return opened(call, user, view)
  },
}

const push: WebApiMethod = {
  name: 'views.push',
  tier: 4,
  run(call) {
    const { view, user } = newModal(call)
    return opened(call, user, view)
  },
}

/** Checks the view first: a view that Slack refuses does not use the trigger up. */
function newModal(call: MethodCall): { view: Fields; user: string } {
  const view = readView(call.args.json('view', 'invalid_arguments'), call.state, 'modal')
  const result = call.state.triggers.exchange(call.args.required('trigger_id'))
  if ('refusal' in result) throw new Refusal(result.refusal)
  return { view, user: result.user }
}

function opened(call: MethodCall, user: string, view: Fields): Fields {
  const shown = call.state.views.push(user, view)
  if (!shown) throw new Refusal('push_limit_reached')
  return shownView(call.state, shown)
}

const update: WebApiMethod = {
  name: 'views.update',
  tier: 4,
  run(call) {
    const { args, state } = call
    const shown = state.views.find({ id: args.text('view_id'), externalId: args.text('external_id') })
    if (!shown) throw new Refusal('not_found')
    const view = readView(args.json('view', 'invalid_arguments'), state, textField(shown.view, 'type') ?? 'modal')
    requireHash(args.text('hash'), shown)
    return shownView(state, state.views.replace(shown, view))
  },
}

const publish: WebApiMethod = {
  name: 'views.publish',
  tier: 4,
  run(call) {
    const { args, state } = call
    const user = args.required('user_id')
    if (!state.people.has(user)) throw new Refusal('user_not_found')
    const view = readView(args.json('view', 'invalid_arguments'), state, 'home')
    requireHash(args.text('hash'), state.views.home(user))
    return shownView(state, state.views.publish(user, view))
  },
}

function requireHash(hash: string | undefined, shown: OpenView | undefined): void {
  if (hash && shown && hash !== shown.hash) throw new Refusal('hash_conflict')
}

/** A checked view of the wanted type. Throws `Refusal`. */
export function readView(view: unknown, state: WorkspaceState, type: string): Fields {
  if (!isFields(view)) throw new Refusal('invalid_arguments')
  if (JSON.stringify(view).length > 250_000) throw new Refusal('view_too_large')
  refuseProblems('invalid_arguments', checkView(view, state.unsupportedBlocks))
  if (textField(view, 'type') !== type) throw new Refusal('invalid_arguments')
  const blocks = Array.isArray(view['blocks']) ? view['blocks'].filter(isFields) : []
  return { ...view, blocks: blocks.map((block) => ({ block_id: state.mint('b'), ...block })) }
}

function shownView(state: WorkspaceState, shown: OpenView): Fields {
  state.changes.notify()
  const { id: appId, botId } = state.app
  return { view: viewObject(shown, { teamId: state.team.id, appId, botId }) }
}

export const viewMethods: readonly WebApiMethod[] = [open, push, update, publish]
