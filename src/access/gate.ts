import type { AccessDecision, AccessRules, Role } from './access.ts'
import { decideAccess } from './decide.ts'
import type { Directory } from './directory.ts'

/** Asked at every command and at every click. */
export interface Gate {
  /** Never throws: who cannot be looked up is refused, and told why. `silent` means that no answer is due at all. */
  check(user: string, channel: string, needed: Role): Promise<AccessDecision & { readonly silent?: boolean }>
}

/** What the gate works with. */
export interface GateOptions {
  readonly directory: Directory
  readonly rules: AccessRules
  /** Told of lookups that failed, for the log. */
  readonly onFailure: (user: string, error: unknown) => void
}

/** A gate by these rules. Whoever cannot be looked up does not get in. */
export function createGate({ directory, rules, onFailure }: GateOptions): Gate {
  return {
    async check(user, channel, needed) {
      try {
        const person = await directory.find(user)
        const decision = decideAccess(person, channel, needed, rules)
        // Two bots that answer each other's refusals would never stop.
        return decision.allowed || person.kind !== 'bot' ? decision : { ...decision, silent: true }
      } catch (error) {
        onFailure(user, error)
        return {
          allowed: false,
          why: 'I could not find out from Slack who you are, so I did nothing. Please try again in a minute.',
        }
      }
    },
  }
}

/** The user groups (`S…`) that the rules give a role. */
export function groupsOf({ roles }: AccessRules): readonly string[] {
  return [...new Set(Object.values(roles).flat())].filter((id) => id.startsWith('S'))
}
