import { describe, expect, it } from 'vitest'
import type { AccessRules } from '../../src/access/access.ts'
import { createDirectory, type PeopleSource } from '../../src/access/directory.ts'
import { createGate, groupsOf } from '../../src/access/gate.ts'

function scripted(kind: 'member' | 'guest' | 'bot' = 'member') {
  const asked: string[] = []
  let failing = false
  const source: PeopleSource = {
    async person(user) {
      asked.push(user)
      if (failing) throw new Error('HTTP 500')
      return { user, team: 'T1', kind }
    },
    async members(group) {
      asked.push(group)
      return group === 'S1' ? ['U1'] : []
    },
  }
  const fail = (now: boolean) => {
    failing = now
  }
  return { asked, source, fail }
}

const rules: AccessRules = {
  channels: [],
  allow: { guests: false, strangers: false, bots: false },
  roles: { viewer: [], operator: ['S1', 'U9'], approver: ['S2', 'S1'] },
}

describe('createDirectory', () => {
  it('adds the groups that matter', async () => {
    const { source } = scripted()
    const directory = createDirectory({ source, groups: ['S1', 'S2'], now: () => 0 })
    expect(await directory.find('U1')).toEqual({ user: 'U1', team: 'T1', kind: 'member', groups: ['S1'] })
    expect((await directory.find('U2')).groups).toEqual([])
  })

  it('asks once for many questions, and again when the answer is old', async () => {
    const { source, asked } = scripted()
    let now = 0
    const directory = createDirectory({ source, groups: ['S1'], now: () => now, ttlMs: 1000 })
    await Promise.all([directory.find('U1'), directory.find('U1'), directory.find('U1')])
    now = 999
    await directory.find('U1')
    expect(asked).toEqual(['U1', 'S1'])
    now = 1000
    await directory.find('U1')
    expect(asked).toEqual(['U1', 'S1', 'U1', 'S1'])
  })

  it('does not remember a failure', async () => {
    const { source, fail } = scripted()
    const directory = createDirectory({ source, groups: [], now: () => 0 })
    fail(true)
    await expect(directory.find('U1')).rejects.toThrow('HTTP 500')
    fail(false)
    expect((await directory.find('U1')).kind).toBe('member')
  })
})

describe('createGate', () => {
  function gate(script: ReturnType<typeof scripted>) {
    const failures: string[] = []
    const directory = createDirectory({ source: script.source, groups: groupsOf(rules), now: () => 0 })
    return { failures, ...createGate({ directory, rules, onFailure: (user) => failures.push(user) }) }
  }

  it('gives the highest role of person and groups', async () => {
    expect(await gate(scripted()).check('U1', 'C1', 'approver')).toEqual({ allowed: true, role: 'approver' })
    expect(await gate(scripted()).check('U9', 'C1', 'operator')).toEqual({ allowed: true, role: 'operator' })
    expect(await gate(scripted()).check('U2', 'C1', 'operator')).toMatchObject({ allowed: false })
  })

  it('refuses whom it cannot look up, and says so', async () => {
    const script = scripted()
    script.fail(true)
    const { check, failures } = gate(script)
    expect(await check('U1', 'C1', 'viewer')).toEqual({
      allowed: false,
      why: expect.stringContaining('could not find out from Slack who you are'),
    })
    expect(failures).toEqual(['U1'])
  })

  it('says nothing to bots that may not ask: two bots could talk for ever', async () => {
    expect(await gate(scripted('bot')).check('U1', 'C1', 'viewer')).toMatchObject({ allowed: false, silent: true })
    expect(await gate(scripted('guest')).check('U1', 'C1', 'viewer')).not.toHaveProperty('silent')
  })

  it('asks about each group once, and not about users', () => {
    expect(groupsOf(rules)).toEqual(['S1', 'S2'])
  })
})
