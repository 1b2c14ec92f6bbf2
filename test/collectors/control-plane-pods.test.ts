import { describe, expect, it } from 'vitest'
import { controlPlanePodsCollector } from '../../src/collectors/control-plane-pods.ts'
import type { Fact } from '../../src/diagnosis/fact.ts'
import { controlPlanePodsProvider } from '../../src/facts/control-plane-pods.ts'
import { factsFrom } from './recorded-reader.ts'

const path = '/api/v1/namespaces/kube-system/pods?labelSelector=tier%3Dcontrol-plane&limit=40'

const etcd = {
  metadata: { namespace: 'kube-system', name: 'etcd-cp-2', labels: { component: 'etcd', tier: 'control-plane' } },
  spec: { nodeName: 'cp-2' },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [
      {
        name: 'etcd',
        ready: false,
        restartCount: 7,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: '2026-11-23T11:58:00Z' } },
      },
    ],
  },
}

async function facts(items: readonly object[]): Promise<readonly Fact[]> {
  const list = { kind: 'PodList', items }
  return factsFrom(controlPlanePodsCollector, controlPlanePodsProvider, { [path]: list }, { kind: 'control-plane' })
}

describe('control-plane-pods', () => {
  it('names the component, the node and the last end of a pod that is down', async () => {
    const [fact] = await facts([etcd])
    expect(fact).toMatchObject({
      kind: 'controlPlanePod',
      value: { component: 'etcd', node: 'cp-2', ready: false, containers: [{ restarts: 7, lastExitCode: 1 }] },
      moment: { at: Date.parse('2026-11-23T11:58:00Z'), text: 'etcd-cp-2 ended with exit code 1', tone: 'abnormal' },
    })
  })

  it('takes an empty list as it is: managed clusters show no such pods', async () => {
    expect(await facts([])).toEqual([])
  })

  it('calls the old restart of a pod that is up neither good nor bad', async () => {
    const up = { ...etcd, status: { ...etcd.status, conditions: [{ type: 'Ready', status: 'True' }] } }
    expect((await facts([up]))[0]?.moment?.tone).toBe('neutral')
  })
})
