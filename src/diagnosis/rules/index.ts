import type { Rule } from '../rule.ts'

/** Every rule, in alphabetical order of its cause. */
export const rules: readonly Rule[] = []
