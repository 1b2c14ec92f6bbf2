import { describe, expect, it } from 'vitest'
import type { AccessRules, Person } from '../../src/access/access.ts'
import { decideAccess } from '../../src/access/decide.ts'

const open: AccessRules = {
  channels: [],
  allow: { guests: false, strangers: false, bots: false },
  roles: { viewer: [], operator: [], approver: [] },
}
const member: Person = { user: 'U1', team: 'T1', kind: 'member', groups: [] }

describe('access', () => {
  it('lets every full member look', () => {
    expect(decideAccess(member, 'C1', 'viewer', open)).toEqual({ allowed: true, role: 'viewer' })
  })

  it.each(['guest', 'stranger', 'bot', 'deactivated'] as const)('gives a %s nothing unless configured', (kind) => {
    expect(decideAccess({ ...member, kind }, 'C1', 'viewer', open).allowed).toBe(false)
  })

  it('lets guests look where that is configured', () => {
    const rules = { ...open, allow: { ...open.allow, guests: true } }
    expect(decideAccess({ ...member, kind: 'guest' }, 'C1', 'viewer', rules).allowed).toBe(true)
  })

  it('answers only in the configured channels, and names them', () => {
    const rules = { ...open, channels: ['C7'] }
    expect(decideAccess(member, 'C7', 'viewer', rules).allowed).toBe(true)
    expect(decideAccess(member, 'C1', 'viewer', rules)).toMatchObject({
      allowed: false,
      why: expect.stringContaining('<#C7>'),
    })
  })

  it('takes the highest role of the person and their groups', () => {
    const rules = { ...open, roles: { viewer: [], operator: ['S1'], approver: ['U9'] } }
    expect(decideAccess({ ...member, groups: ['S1'] }, 'C1', 'operator', rules)).toEqual({
      allowed: true,
      role: 'operator',
    })
    expect(decideAccess({ ...member, groups: ['S1'] }, 'C1', 'approver', rules)).toMatchObject({
      allowed: false,
      why: 'This needs the role approver; yours is operator. Ask somebody who has it.',
    })
  })

  it('gives the unnamed nothing once viewers are named', () => {
    const rules = { ...open, roles: { ...open.roles, viewer: ['U2'] } }
    expect(decideAccess(member, 'C1', 'viewer', rules).allowed).toBe(false)
    expect(decideAccess({ ...member, user: 'U2' }, 'C1', 'viewer', rules).allowed).toBe(true)
  })
})
