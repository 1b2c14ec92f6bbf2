import { afterEach, describe, expect, it } from 'vitest'
import { type DemoCluster, startDemoCluster } from '../../src/playground/demo/demo-cluster.ts'
import { kubemedic } from './kubemedic.ts'

let cluster: DemoCluster | undefined

afterEach(() => cluster?.close())

/** Runs the installed command on a simulated cluster after a fault. */
async function diagnose(fault: string, given: Record<string, string>, seconds: number, ...words: string[]) {
  cluster = await startDemoCluster(seconds)
  await cluster.breakAndWait(fault, given, seconds)
  cluster.follow()
  return kubemedic(['diagnose', ...words, '--kubeconfig', cluster.kubeconfig])
}

describe('kubemedic diagnose on a simulated cluster', () => {
  it('says in the first line what is wrong', async () => {
    const { code, out, err } = await diagnose('kubelet-stopped', { node: 'node-3' }, 120, 'node-3')
    expect(out.split('\n')[0]).toMatch(/^CRITICAL node\/node-3: The kubelet on node-3 does not run/)
    expect([code, err]).toEqual([0, ''])
  })

  it('fails a script that asks for it', async () => {
    const { code, out } = await diagnose(
      'disk-full',
      { node: 'node-3' },
      120,
      'node-3',
      '-o',
      'json',
      '--fail-on',
      'critical',
    )
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      target: 'node/node-3',
      rootCause: { cause: 'disk.full' },
    })
    expect(code).toBe(1)
  })

  it('passes a healthy node', async () => {
    const { code, out } = await diagnose('kubelet-stopped', { node: 'node-3' }, 120, 'node-4', '--fail-on', 'warning')
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringMatching(/^OK node\/node-4/)])
  })

  it('names the nearest nodes for one that does not exist', async () => {
    const { code, out, err } = await diagnose('kubelet-stopped', { node: 'node-3' }, 120, 'nod-3')
    expect([code, out]).toEqual([3, ''])
    expect(err).toMatch(/there is no node "nod-3" in cluster "\S+"; did you mean node-3/)
  })

  it('diagnoses the control plane when the API server refuses', async () => {
    const { code, out } = await diagnose('apiserver-stopped', {}, 60, 'node-3')
    expect(code).toBe(3)
    expect(out).toMatch(/ROOT CAUSE: apiserver\.down/)
    expect(out).toMatch(/GET \/version/)
  })

  it('diagnoses a hanging API server within a short time limit', async () => {
    const { code, out } = await diagnose('apiserver-hung', {}, 60, 'node-3', '--timeout', '3s')
    expect(code).toBe(3)
    expect(out).toMatch(/apiserver\.down/)
  })
})
