import { describe, expect, it } from 'vitest'
import type { CauseId } from '../../src/diagnosis/causes/index.ts'
import type { Gap } from '../../src/diagnosis/evidence.ts'
import { nextSteps } from '../../src/diagnosis/next-steps.ts'
import type { Advice, RuleContext } from '../../src/diagnosis/rule.ts'

const scope = { total: 0, sick: [], level: 'unknown', shared: [] } as const
const context: RuleContext = { target: { kind: 'node', name: 'node-3' }, now: 0, scope }

function open(cause: CauseId, step: Advice) {
  const rule = { cause, severity: 'critical', targets: ['node'], needs: [], advice: () => [step] } as const
  const verdict = { status: 'Unknown', sources: [] } as const
  return { rule: { ...rule, decide: () => ({ status: 'False' }) as const }, verdict }
}

function stepsFor(judgements: readonly ReturnType<typeof open>[], gaps: readonly Gap[] = []): readonly string[] {
  return nextSteps({ findings: [], judgements, context, obstacle: undefined, gaps }).map((step) => step.do)
}

describe('nextSteps', () => {
  it('takes one step of each family, from the machine up, and none with a name to fill in', () => {
    const steps = stepsFor([
      open('cni.agent-down', { do: 'cni' }),
      open('cni.config-invalid', { do: 'cni too' }),
      open('disk.full', { do: 'disk', command: 'kubectl describe pod <pod>' }),
      open('runtime.down', { do: 'runtime' }),
      open('kubelet.stopped', { do: 'kubelet' }),
    ])
    expect(steps).toEqual(['kubelet', 'runtime', 'cni'])
  })

  it('asks for rights first where rights were missing, and names the right file', () => {
    const gap = (source: string): Gap => ({ source, reason: 'forbidden', detail: '' })
    const kubelet = open('kubelet.stopped', { do: 'kubelet' })
    expect(stepsFor([kubelet], [gap('kubelet-health')])[0]).toContain('deploy/rbac/kubelet.yaml (nodes/proxy)')
    expect(stepsFor([kubelet], [gap('csrs'), gap('kubelet-log')])[0]).toContain('deploy/rbac/read.yaml')
    expect(stepsFor([kubelet], [gap('csrs')])[1]).toBe('kubelet')
  })

  it('only clears the way where something is in it', () => {
    const obstacle = { at: 'way', what: '', steps: [{ do: 'Log in again' }] } as const
    const judgements = [open('cni.agent-down', { do: 'cni' })]
    const steps = nextSteps({ findings: [], judgements, context, obstacle, gaps: [] })
    expect(steps).toEqual([{ do: 'Log in again' }])
  })
})
