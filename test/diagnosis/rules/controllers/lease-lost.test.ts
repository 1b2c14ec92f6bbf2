import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../../src/diagnosis/diagnose.ts'
import { linkFindings, rootOf } from '../../../../src/diagnosis/rank.ts'
import { controllerManagerDown } from '../../../../src/diagnosis/rules/controller-manager/down.ts'
import { controllersLeaseLost } from '../../../../src/diagnosis/rules/controllers/lease-lost.ts'
import { schedulerDown } from '../../../../src/diagnosis/rules/scheduler/down.ts'
import { leader, recordedLeases, staticPod } from '../../control-plane-facts.ts'
import { ago, textOf, verdictOf } from '../../facts-builder.ts'

const target = { kind: 'control-plane' } as const

describe('controllers.lease-lost', () => {
  it('sees that both stopped within a second (recorded)', async () => {
    const { facts, now } = await recordedLeases('both-exited')
    const verdict = verdictOf(controllersLeaseLost, facts, { target, now })
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.75, severity: 'critical' })
    expect(textOf(verdict)).toContain('The two stopped 1 s apart')
  })

  it('is the root of both stopped controllers (recorded)', async () => {
    const { facts, now } = await recordedLeases('both-exited')
    const rules = [controllerManagerDown, controllersLeaseLost, schedulerDown]
    const times = { startedAt: now, finishedAt: now, now }
    const { findings } = diagnose(rules, { target, cluster: 'test', ...times, facts, blind: new Map(), gaps: [] })
    expect(findings.map(({ cause }) => cause).sort()).toEqual([
      'controller-manager.down',
      'controllers.lease-lost',
      'scheduler.down',
    ])
    expect(rootOf(linkFindings(findings))?.cause).toBe('controllers.lease-lost')
  })

  it('tells of an interruption that both have come back from', () => {
    const ended = (seconds: number) => ({
      restarts: 4,
      lastExitCode: 1,
      lastReason: 'Error',
      lastFinishedAt: ago(seconds),
    })
    const facts = [
      leader('kube-controller-manager', 1),
      leader('kube-scheduler', 2),
      staticPod('kube-controller-manager', 'cp-1', ended(600)),
      staticPod('kube-scheduler', 'cp-1', ended(603)),
    ]
    const verdict = verdictOf(controllersLeaseLost, facts)
    expect(verdict).toMatchObject({ status: 'True', severity: 'info' })
    expect(textOf(verdict)).toContain('Pod kube-scheduler-cp-1 ended 10 min ago with exit code 1')
  })

  it('is not claimed while both lead', async () => {
    const { facts, now } = await recordedLeases('healthy')
    expect(verdictOf(controllersLeaseLost, facts, { now })).toEqual({ status: 'False' })
  })

  it('is not claimed of one that stopped alone', async () => {
    const { facts, now } = await recordedLeases('controller-manager-stopped')
    expect(verdictOf(controllersLeaseLost, facts, { now })).toEqual({ status: 'False' })
  })

  it('is not claimed of two that stopped hours apart', () => {
    const facts = [leader('kube-controller-manager', 9_000), leader('kube-scheduler', 120)]
    expect(verdictOf(controllersLeaseLost, facts)).toEqual({ status: 'False' })
  })

  it('is not claimed of a scheduler that was stopped in order', () => {
    const facts = [leader('kube-controller-manager', 60), leader('kube-scheduler', 60, { holder: '' })]
    expect(verdictOf(controllersLeaseLost, facts)).toEqual({ status: 'False' })
  })
})
