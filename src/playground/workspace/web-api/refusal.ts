import type { Problem } from '../block-kit/check.ts'
import { formatProblem } from '../block-kit/validate.ts'
import type { Fields } from '../fields.ts'

/** An application error: HTTP 200 with `{ok: false, error, …details}`. */
export class Refusal extends Error {
  readonly error: string
  readonly details: Fields

  constructor(error: string, details: Fields = {}) {
    super(error)
    this.error = error
    this.details = details
  }
}

/** `invalid_blocks` (messages) or `invalid_arguments` (views) with the place of every problem. */
export function refuseProblems(error: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return
  const errors = problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`)
  throw new Refusal(error, { errors, response_metadata: { messages: problems.map(formatProblem) } })
}
