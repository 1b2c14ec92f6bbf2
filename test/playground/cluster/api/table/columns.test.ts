import { describe, expect, it } from 'vitest'
import { humanDuration } from '../../../../../src/playground/cluster/api/table/age.ts'
import { columnsOf } from '../../../../../src/playground/cluster/api/table/columns.ts'

const NOW = Date.parse('2026-11-23T19:00:00Z')

/** The cells of an object by column name. */
function row(resource: string, fields: object): Record<string, unknown> {
  const metadata = { name: 'x', creationTimestamp: '2026-11-23T18:00:00Z' }
  const object = { apiVersion: 'v1', kind: 'X', metadata, ...fields }
  return Object.fromEntries(columnsOf({ resource }).map(({ name, cell }) => [name, cell(object, NOW)]))
}

describe('ages', () => {
  const minute = 60
  const hour = 60 * minute
  const day = 24 * hour
  it.each([
    [-5, '<invalid>'],
    [0, '0s'],
    [119, '119s'],
    [2 * minute, '2m'],
    [5 * minute + 3, '5m3s'],
    [179 * minute, '179m'],
    [3 * hour + 20 * minute, '3h20m'],
    [47 * hour, '47h'],
    [2 * day + 4 * hour, '2d4h'],
    [400 * day, '400d'],
    [3 * 365 * day + 10 * day, '3y10d'],
    [9 * 365 * day, '9y'],
  ])('prints %i s as %s', (seconds, text) => {
    expect(humanDuration(seconds * 1_000)).toBe(text)
  })
})

describe('columns', () => {
  it('print a node with its roles and its cordon', () => {
    const labels = { 'node-role.kubernetes.io/control-plane': '', 'kubernetes.io/role': 'edge' }
    const metadata = { name: 'cp-1', labels }
    const conditions = [{ type: 'Ready', status: 'Unknown' }]
    const cells = row('nodes', { metadata, spec: { unschedulable: true }, status: { conditions } })
    expect(cells).toMatchObject({ Name: 'cp-1', Status: 'NotReady,SchedulingDisabled', Roles: 'control-plane,edge' })
  })

  it('print an event by its series, or by its times', () => {
    const about = { involvedObject: { kind: 'Node', name: 'node-1' }, eventTime: '2026-11-23T18:50:00.5Z' }
    const series = { count: 7, lastObservedTime: '2026-11-23T18:59:00Z' }
    expect(row('events', { ...about, series })).toMatchObject({ 'Last Seen': '60s', 'First Seen': '9m59s', Count: 7 })
    expect(row('events', about)).toMatchObject({ 'Last Seen': '9m59s', Object: 'node/node-1', Count: 1 })
    const times = { firstTimestamp: '2026-11-23T18:00:00Z', lastTimestamp: '2026-11-23T18:58:20Z', count: 3 }
    const source = { component: 'kubelet', host: 'node-1' }
    expect(row('events', { ...about, ...times, source })).toMatchObject({
      'Last Seen': '100s',
      'First Seen': '60m',
      Source: 'kubelet, node-1',
      Count: 3,
    })
  })

  it('print workloads by their counts', () => {
    const template = { spec: { containers: [{ name: 'app', image: 'shop/web:1' }, { name: 'log' }] } }
    const spec = { replicas: 3, selector: { matchLabels: { app: 'web' } }, template }
    const status = { replicas: 3, readyReplicas: 2, updatedReplicas: 3, availableReplicas: 2 }
    expect(row('deployments', { spec, status })).toMatchObject({ Ready: '2/3', 'Up-to-date': 3, Containers: 'app,log' })
    expect(row('replicasets', { spec, status })).toMatchObject({
      Desired: 3,
      Current: 3,
      Ready: 2,
      Selector: 'app=web',
    })
    expect(row('statefulsets', { spec })).toMatchObject({ Ready: '0/3', Age: '60m' })
    const counts = { desiredNumberScheduled: 9, numberReady: 8 }
    expect(row('daemonsets', { spec, status: counts })).toMatchObject({
      Desired: 9,
      Ready: 8,
      'Node Selector': '<none>',
    })
  })

  it('print certificate requests by what was decided', () => {
    const spec = {
      signerName: 'kubernetes.io/kubelet-serving',
      username: 'system:node:node-1',
      expirationSeconds: 3600,
    }
    const pending = row('certificatesigningrequests', { spec })
    expect(pending).toMatchObject({ Requestor: 'system:node:node-1', RequestedDuration: '60m', Condition: 'Pending' })
    const status = { conditions: [{ type: 'Approved' }], certificate: 'LS0t' }
    expect(row('certificatesigningrequests', { spec, status })['Condition']).toBe('Approved,Issued')
  })

  it('print services, endpoints, leases and storage classes', () => {
    const spec = {
      clusterIP: '10.0.0.10',
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 80, nodePort: 30080 },
      ],
    }
    expect(row('services', { spec })).toMatchObject({ 'External-IP': '<none>', 'Port(s)': '53/UDP,80:30080/TCP' })
    const addresses = [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }, { ip: '10.0.0.3' }, { ip: '10.0.0.4' }]
    const endpoints = row('endpoints', { subsets: [{ addresses, ports: [{ port: 80 }] }] })
    expect(endpoints['Endpoints']).toBe('10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 1 more...')
    expect(row('leases', { spec: { holderIdentity: 'node-1' } })).toEqual({ Name: 'x', Holder: 'node-1', Age: '60m' })
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' }
    expect(row('storageclasses', { metadata: { name: 'fast', annotations } })['Name']).toBe('fast (default)')
  })

  it('print types without columns of their own with the time of creation', () => {
    expect(row('clusterroles', {})).toEqual({ Name: 'x', 'Created At': '2026-11-23T18:00:00Z' })
  })
})
