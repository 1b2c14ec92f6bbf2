import { type ApiState, apiStateOf } from './api-state.ts'
import type { Gap } from './evidence.ts'
import type { Fact } from './fact.ts'
import {
  addressSteps,
  certificateSteps,
  credentialSteps,
  hastySteps,
  permissionSteps,
  throttleSteps,
  unreadSteps,
  wayThereSteps,
} from './obstacle-steps.ts'
import type { Advice } from './rule.ts'
import { spanText } from './span.ts'
import { formatTarget, type Target } from './target.ts'

/** What keeps us from judging the target at all. No cause: it says nothing about how the cluster is. */
export interface Obstacle {
  /** `way` we did not get to an API server that talks to us · `target` we did, and the target itself was not read. */
  readonly at: 'way' | 'target'
  /** A sentence without a full stop. */
  readonly what: string
  readonly steps: readonly Advice[]
}

type Reach = Fact<'apiserverReach'>

/** The obstacle in the way, else the one at the target, else undefined: then what was found can be trusted. */
export function obstacleOf(target: Target, facts: readonly Fact[], gaps: readonly Gap[]): Obstacle | undefined {
  const reaches = facts.filter((fact) => fact.kind === 'apiserverReach')
  const version = reaches.find(({ value }) => value.path === '/version') ?? reaches[0]
  return (version && inTheWay(apiStateOf(reaches), version)) ?? atTarget(target, gaps)
}

const unauthorized = 'The API server does not accept your credentials (401): log in again or renew the token'

/** States that are no finding about the cluster, and what to tell about each. The dead ones have their rules. */
function inTheWay(state: ApiState, { value: { message, tookMs } }: Reach): Obstacle | undefined {
  switch (state) {
    case 'unauthorized':
      return inWay(unauthorized, credentialSteps)
    case 'throttles':
      return inWay(`The API server turns requests away (429)${message && `: ${message}`}`, throttleSteps)
    case 'redirects':
      return inWay(`What answers is no Kubernetes API server: it ${message || 'redirects'}`, addressSteps)
    case 'certificate':
    case 'foreign':
      return inWay(message, state === 'certificate' ? certificateSteps : addressSteps)
    case 'far':
      return inWay(message, wayThereSteps)
    case 'plain':
      return inWay('The kubeconfig says http:// where TLS is spoken: it must be https://', addressSteps)
    case 'hasty':
      return inWay(`Your time limit of ${limitText(tookMs)} was too short for any answer`, hastySteps)
    default:
      return undefined
  }
}

function inWay(what: string, steps: readonly Advice[]): Obstacle {
  return { at: 'way', what, steps }
}

/** An attempt that our limit ended took a little longer than it. */
function limitText(tookMs: number): string {
  return tookMs < 1_000 ? `${Math.max(100, Math.floor(tookMs / 100) * 100)} ms` : spanText(tookMs)
}

function atTarget(target: Target, gaps: readonly Gap[]): Obstacle | undefined {
  const own = gaps.find(({ source }) => source === ownSource(target))
  if (!own) return undefined
  const { reason, detail } = own
  if (reason === 'unauthorized') return { at: 'target', what: unauthorized, steps: credentialSteps }
  const name = target.kind === 'node' ? target.name : formatTarget(target)
  if (reason === 'forbidden') {
    const what = `Could not judge ${name}: you may not read Nodes (apply deploy/rbac/read.yaml, or ask for it)`
    return { at: 'target', what, steps: permissionSteps }
  }
  return { at: 'target', what: `Could not judge ${name}: it could not be read (${detail})`, steps: unreadSteps }
}

/** The source without which nothing can be said about the target; a control plane is judged by many. */
function ownSource({ kind }: Target): string | undefined {
  return { node: 'node', cluster: 'siblings', 'control-plane': undefined }[kind]
}
