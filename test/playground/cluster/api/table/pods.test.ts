import { describe, expect, it } from 'vitest'
import { asPod, summarisePod } from '../../../../../src/playground/cluster/api/table/pod-status.ts'
import { POD_COLUMNS } from '../../../../../src/playground/cluster/api/table/pods.ts'
import type { KubeObject } from '../../../../../src/playground/cluster/object-store.ts'
import { recorded } from '../../recorded-cluster.ts'

interface RecordedRow {
  readonly state: string
  readonly at: string
  readonly row: readonly string[]
  readonly pod: KubeObject
}

const rows = JSON.parse(recorded('pod-rows.json')) as readonly RecordedRow[]
const [NAME, READY, STATUS, RESTARTS] = [0, 1, 2, 3]

/** The list and kubectl's output were recorded up to two seconds apart, so ages are left out. */
function withoutAge(cells: readonly unknown[]): readonly string[] {
  return [NAME, READY, STATUS, RESTARTS, 5, 6, 7, 8].map((index) =>
    String(cells[index]).replace(/\(\S+ ago\)/, '(ago)'),
  )
}

function pod(status: object, spec: object = { containers: [{ name: 'app' }] }, deletionTimestamp?: string) {
  const metadata = { name: 'web', namespace: 'shop', deletionTimestamp }
  return asPod({ apiVersion: 'v1', kind: 'Pod', metadata, spec, status })
}

const RUNNING = { ready: true, restartCount: 0, state: { running: {} } }

describe('the row of a pod', () => {
  it.each(rows)('prints $row.2 as in the record of $state', ({ at, row, pod: object }) => {
    const cells = POD_COLUMNS.map(({ cell }) => cell(object, Date.parse(at)))
    expect(withoutAge(cells)).toEqual(withoutAge(row))
  })

  it('counts a started sidecar as a container', () => {
    const spec = { containers: [{ name: 'app' }], initContainers: [{ name: 'mesh', restartPolicy: 'Always' }] }
    const status = {
      phase: 'Running',
      conditions: [{ type: 'Initialized', status: 'True' }],
      initContainerStatuses: [{ ...RUNNING, name: 'mesh', started: true, restartCount: 2 }],
      containerStatuses: [{ ...RUNNING, name: 'app', restartCount: 1 }],
    }
    expect(summarisePod(pod(status, spec))).toMatchObject({ ready: 2, containers: 2, restarts: 3, reason: 'Running' })
  })

  it('shows how far initialisation has come', () => {
    const spec = { containers: [{ name: 'app' }], initContainers: [{ name: 'a' }, { name: 'b' }] }
    const initContainerStatuses = [
      { name: 'a', state: { terminated: { exitCode: 0 } } },
      { name: 'b', state: { running: {} } },
    ]
    expect(summarisePod(pod({ phase: 'Pending', initContainerStatuses }, spec)).reason).toBe('Init:1/2')
  })

  it.each([
    [{ signal: 9, exitCode: 137 }, 'Signal:9'],
    [{ exitCode: 3 }, 'ExitCode:3'],
  ])('names an end without reason by %o', (terminated, reason) => {
    const containerStatuses = [{ name: 'app', state: { terminated } }]
    expect(summarisePod(pod({ phase: 'Running', containerStatuses })).reason).toBe(reason)
  })

  it('shows a lost pod that is being deleted as Unknown, an evicted one by its reason', () => {
    expect(summarisePod(pod({ phase: 'Running', reason: 'NodeLost' }, {}, '2026-11-23T18:00:00Z')).reason).toBe(
      'Unknown',
    )
    expect(summarisePod(pod({ phase: 'Failed', reason: 'Evicted' })).reason).toBe('Evicted')
  })
})
