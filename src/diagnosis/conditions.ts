import type { Fact } from './fact.ts'

/** The node's condition of that type, if the Node has one. */
export function conditionOf(
  conditions: readonly Fact<'nodeCondition'>[],
  type: string,
): Fact<'nodeCondition'> | undefined {
  return conditions.find(({ value }) => value.type === type)
}

/** `DiskPressure is True (KubeletHasDiskPressure)`, for a because-line. */
export function conditionText({ value }: Fact<'nodeCondition'>): string {
  const { type, status, reason, message } = value
  const why = [reason, status === 'True' && type === 'Ready' ? '' : message].filter((part) => part !== '').join(': ')
  return why === '' ? `${type} is ${status}` : `${type} is ${status} (${why})`
}
