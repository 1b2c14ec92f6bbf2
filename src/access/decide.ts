import type { AccessDecision, AccessRules, Person, Role } from './access.ts'

const rank: Readonly<Record<Role, number>> = { viewer: 1, operator: 2, approver: 3 }

/** May this person, in this channel, do what needs `needed`? Checked at every command and at every click. */
export function decideAccess(person: Person, channel: string, needed: Role, rules: AccessRules): AccessDecision {
  const problem = audienceProblem(person, rules) ?? channelProblem(channel, rules)
  if (problem) return { allowed: false, why: problem }
  const role = roleOf(person, rules)
  if (!role)
    return { allowed: false, why: 'You have no role in kubemedic here; ask whoever runs it for the viewer role.' }
  if (rank[role] >= rank[needed]) return { allowed: true, role }
  return { allowed: false, why: `This needs the role ${needed}; yours is ${role}. Ask somebody who has it.` }
}

/** Also reading has an audience: full members of the workspace, and others only if configured. */
function audienceProblem({ kind }: Person, { allow }: AccessRules): string | undefined {
  if (kind === 'guest' && !allow.guests) return 'Guests cannot use kubemedic in this workspace.'
  if (kind === 'stranger' && !allow.strangers) return 'People from connected workspaces cannot use kubemedic here.'
  if (kind === 'bot' && !allow.bots) return 'Bots cannot use kubemedic in this workspace.'
  return kind === 'deactivated' ? 'This account is deactivated.' : undefined
}

function channelProblem(channel: string, { channels }: AccessRules): string | undefined {
  if (channels.length === 0 || channels.includes(channel)) return undefined
  return `kubemedic does not answer in this channel. Try ${channels.map((id) => `<#${id}>`).join(', ')}.`
}

/** The highest role that names the person or one of their groups; members are viewers unless viewers are named. */
function roleOf(person: Person, { roles }: AccessRules): Role | undefined {
  const names = [person.user, ...person.groups]
  const named = (['approver', 'operator', 'viewer'] as const).find((role) =>
    roles[role].some((name) => names.includes(name)),
  )
  return named ?? (roles.viewer.length === 0 ? 'viewer' : undefined)
}
