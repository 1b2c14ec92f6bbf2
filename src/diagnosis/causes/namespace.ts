import type { Cause } from './cause.ts'

/** Causes of the family `namespace`. */
export const namespaceCauses = {
  'namespace.stuck-terminating': {
    level: 'effect',
    meaning: 'Namespaces stay Terminating.',
    explains: [],
  },
} as const satisfies Record<string, Cause>
