import type { Kubelet } from '../components/kubelet.ts'
import type { World } from '../world.ts'

/** What a fault is told, by parameter name: `{ node: 'node-3' }`. */
export type FaultArguments = Readonly<Record<string, string>>

/** One thing that can be said about a fault. */
export interface FaultParameter {
  readonly name: string
  /** What it means, for a person. */
  readonly meaning: string
  /** The values to choose from, if not free. */
  readonly choices?: readonly string[]
  /** Taken when nothing is given; without it the parameter is required. */
  readonly default?: string
}

/** One way to break a simulated cluster. It hits components; what becomes of that is theirs. */
export interface Fault {
  /** Stable name; the file's name too. */
  readonly id: string
  readonly title: string
  readonly parameters: readonly FaultParameter[]
  apply(world: World, given: FaultArguments): void
  heal(world: World, given: FaultArguments): void
}

/** The parameter that most faults have. */
export const nodeParameter: FaultParameter = { name: 'node', meaning: 'name of the node' }

/** The value of a parameter; throws if it is missing or none of the choices. */
export function argument(parameter: FaultParameter, given: FaultArguments): string {
  const value = given[parameter.name] ?? parameter.default
  if (value === undefined) throw new Error(`the fault needs "${parameter.name}" (${parameter.meaning})`)
  if (parameter.choices && !parameter.choices.includes(value)) {
    throw new Error(`"${parameter.name}" is ${value}, but must be one of ${parameter.choices.join(', ')}`)
  }
  return value
}

/** The value of a parameter with choices, typed by them; throws as `argument` does. */
export function choice<const Choice extends string>(
  parameter: Omit<FaultParameter, 'choices'> & { readonly choices: readonly Choice[] },
  given: FaultArguments,
): Choice {
  const value = argument(parameter, given)
  const chosen = parameter.choices.find((candidate) => candidate === value)
  if (chosen === undefined) throw new Error(`"${parameter.name}" cannot be ${value}`)
  return chosen
}

/** The kubelet of the node that the fault is about. */
export function kubeletGiven(world: World, given: FaultArguments): Kubelet {
  return world.kubelet(argument(nodeParameter, given))
}
