import { describe, expect, it } from 'vitest'
import { type CauseId, causeIds, causeOf } from '../../src/diagnosis/causes/index.ts'
import { chainFrom, linkFindings, orderFindings, rootOf } from '../../src/diagnosis/rank.ts'
import type { Severity } from '../../src/diagnosis/rule.ts'

function finding(cause: CauseId, confidence = 0.8, severity: Severity = 'critical') {
  const { level } = causeOf(cause)
  return { cause, level, severity, confidence, summary: cause, because: [], against: [], advice: [] }
}

function ranked(...findings: ReturnType<typeof finding>[]) {
  const linked = linkFindings(findings)
  const root = rootOf(linked)
  return { root, order: orderFindings(linked, root).map(({ cause }) => cause), chain: chainFrom(root, linked) }
}

describe('ranking', () => {
  it('names the cause that no other finding explains', () => {
    const { root, chain } = ranked(
      finding('node.not-ready', 0.99),
      finding('runtime.down', 0.9),
      finding('pleg.unhealthy'),
    )
    expect(root?.cause).toBe('runtime.down')
    expect(chain).toEqual(['runtime.down', 'pleg.unhealthy', 'node.not-ready'])
  })

  it('never names a symptom or an effect, however loud', () => {
    const { root } = ranked(finding('node.not-ready', 1), finding('pod.crash-looping', 1), finding('pleg.unhealthy', 1))
    expect(root).toBeNull()
  })

  it('never names mere information', () => {
    expect(ranked(finding('node.cordoned', 1, 'info')).root).toBeNull()
  })

  it('abstains when the only candidate is not plausible', () => {
    expect(ranked(finding('network.partition', 0.3), finding('node.not-ready', 1)).root).toBeNull()
  })

  it('lets a doubtful cause explain nothing', () => {
    const { root } = ranked(finding('systemd.frozen', 0.2), finding('runtime.hung', 0.8))
    expect(root?.cause).toBe('runtime.hung')
  })

  it('prefers the cause of what is seen to a stronger one that explains nothing', () => {
    const { root } = ranked(
      finding('controller-manager.down', 0.95),
      finding('kubelet.stopped', 0.8),
      finding('node.not-ready'),
    )
    expect(root?.cause).toBe('kubelet.stopped')
  })

  it('shows candidates that cannot be separated beside the root', () => {
    const { root, order } = ranked(
      finding('node.not-ready'),
      finding('network.partition', 0.45),
      finding('node.powered-off', 0.5),
    )
    expect(root).toMatchObject({ cause: 'node.powered-off', alternatives: ['network.partition'] })
    expect(order).toEqual(['node.powered-off', 'network.partition', 'node.not-ready'])
  })

  it('compares in whole per cent, as people read them', () => {
    const rivals = [finding('network.partition', 0.6), finding('node.powered-off', 0.75), finding('node.not-ready', 1)]
    expect(ranked(...rivals).root?.alternatives).toEqual(['network.partition'])
  })

  it('puts the death of the node before controllers that are down too, however sure those are', () => {
    const { root, order } = ranked(
      finding('controller-manager.down', 0.9, 'warning'),
      finding('node.powered-off', 0.55),
      finding('node.not-ready', 0.9),
    )
    expect(root?.cause).toBe('node.powered-off')
    expect(order).toEqual(['node.powered-off', 'controller-manager.down', 'node.not-ready'])
  })

  it('ranks a warning that explains something critical as critical', () => {
    const { root } = ranked(
      finding('node.not-ready', 1),
      finding('node.rebooted', 0.6, 'warning'),
      finding('disk.full', 0.9),
    )
    expect(root?.cause).toBe('node.rebooted')
  })

  it('keeps independent troubles apart', () => {
    const { root } = ranked(
      finding('kubelet.stopped', 0.8),
      finding('node.not-ready'),
      finding('scheduler.down', 0.8),
      finding('pod.pending'),
    )
    expect(root?.alternatives).toEqual([])
  })

  it('gives the same order whatever the order of the rules', () => {
    const findings = [
      finding('etcd.down'),
      finding('apiserver.etcd-unreachable'),
      finding('apiserver.down'),
      finding('node.cordoned', 1, 'info'),
    ]
    expect(ranked(...findings)).toEqual(ranked(...findings.toReversed()))
    expect(ranked(...findings).order.at(-1)).toBe('node.cordoned')
  })
})

describe('the vocabulary', () => {
  it('explains only ids that exist', () => {
    const unknown = causeIds.flatMap((id) =>
      causeOf(id).explains.filter((to) => !causeIds.some((known) => known === to)),
    )
    expect(unknown).toEqual([])
  })

  it('has no circle of explanations', () => {
    const reaches = (from: string, to: string, seen: readonly string[] = []): boolean =>
      causeIds
        .filter((id) => id === from)
        .some((id) =>
          causeOf(id).explains.some(
            (next) => next === to || (!seen.includes(next) && reaches(next, to, [...seen, next])),
          ),
        )
    expect(causeIds.filter((id) => reaches(id, id))).toEqual([])
  })

  it('lets nothing but causes explain causes', () => {
    const wrong = causeIds.filter((id) => causeOf(id).level === 'effect' && causeOf(id).explains.length > 0)
    expect(wrong).toEqual([])
  })
})
