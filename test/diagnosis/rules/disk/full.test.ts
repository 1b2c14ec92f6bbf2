import { describe, expect, it } from 'vitest'
import { diskFull } from '../../../../src/diagnosis/rules/disk/full.ts'
import { verdictOnState } from '../../../collectors/recorded-node.ts'
import { textOf, verdictOf } from '../../facts-builder.ts'
import { config, gib, kubeletEvent, pressure, stats } from '../pressure-facts.ts'

const defaults = { 'nodefs.available': '10%', 'imagefs.available': '15%', 'nodefs.inodesFree': '5%' }
const calm = pressure('DiskPressure', 'False')

function disk(leftGib: number, totalGib = 100) {
  return { availableBytes: leftGib * gib, capacityBytes: totalGib * gib, inodesFree: 900_000, inodes: 1_000_000 }
}

describe('disk.full', () => {
  it.each([
    ['disk-pressure', 'nodefs.available 99%'],
    ['imagefs-pressure', 'imagefs.available 99%'],
  ])('is found in the recorded state %s, with the threshold that is met', async (state, threshold) => {
    const verdict = await verdictOnState(diskFull, state)
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.7, severity: 'critical' })
    expect(textOf(verdict)).toContain(threshold)
    expect(textOf(verdict)).toContain('unusually high')
  })

  it('names the filesystem and what is left', () => {
    const facts = [pressure('DiskPressure'), stats({ nodeFs: disk(40), imageFs: disk(3, 60) }), config(defaults)]
    const verdict = verdictOf(diskFull, facts)
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.95 })
    expect(verdict.status === 'True' && verdict.summary).toBe(
      'The image filesystem is full: 3 GiB of 60 GiB left (5 %)',
    )
  })

  it('tells two disks of one size apart by what is left', () => {
    const facts = [pressure('DiskPressure'), stats({ nodeFs: disk(69), imageFs: disk(3) }), config(defaults)]
    expect(textOf(verdictOf(diskFull, facts))).toContain('The image filesystem is full: 3 GiB of 100 GiB left')
  })

  it('judges by the defaults of Kubernetes when the configuration could not be read', () => {
    const verdict = verdictOf(diskFull, [pressure('DiskPressure'), stats({ nodeFs: disk(4) })])
    expect(verdict).toMatchObject({ status: 'True', confidence: 0.85 })
    expect(textOf(verdict)).toContain("the node's own could not be read")
  })

  it('is found before the condition turns', () => {
    expect(verdictOf(diskFull, [calm, stats({ nodeFs: disk(4) }), config(defaults)])).toMatchObject({
      status: 'True',
      severity: 'warning',
    })
  })

  it('is likely when DiskPressure is all there is, and likelier with the Event', () => {
    expect(verdictOf(diskFull, [pressure('DiskPressure')])).toMatchObject({ status: 'True', confidence: 0.55 })
    const event = kubeletEvent('EvictionThresholdMet', 'Attempting to reclaim ephemeral-storage')
    expect(verdictOf(diskFull, [pressure('DiskPressure'), event])).toMatchObject({ status: 'True', confidence: 0.75 })
  })

  it('is possible when writes fail and nothing else could be read', () => {
    const event = kubeletEvent('FailedCreatePodSandBox', 'write /var/lib/containerd/x: no space left on device')
    expect(verdictOf(diskFull, [calm, event])).toMatchObject({ status: 'True', confidence: 0.5 })
    expect(verdictOf(diskFull, [calm, event, stats({ nodeFs: disk(60) })]).status).toBe('False')
  })

  it.each(['healthy', 'cordoned', 'memory-pressure'])('is not seen in the state %s', async (state) => {
    expect(await verdictOnState(diskFull, state)).toMatchObject({
      status: 'False',
      fine: expect.stringContaining('left'),
    })
  })

  it('is not a disk below a default that this node has lowered', () => {
    expect(verdictOf(diskFull, [calm, stats({ nodeFs: disk(7) })]).status).toBe('False')
    expect(verdictOf(diskFull, [calm, stats({ nodeFs: disk(7) }), config({ 'nodefs.available': '5%' })]).status).toBe(
      'False',
    )
  })

  it('is not pressure that has just ended', () => {
    const facts = [pressure('DiskPressure'), stats({ nodeFs: disk(60) }), config(defaults)]
    expect(verdictOf(diskFull, facts).status).toBe('False')
  })

  it.each([
    'inotify_add_watch /x: no space left on device',
    'mkdir /sys/fs/cgroup/memory/kubepods: no space left on device',
    'write /run/containerd/x: no space left on device',
    'mount overlay: no space left on device',
  ])('is not another use of the same errno: %s', (message) => {
    expect(verdictOf(diskFull, [calm, kubeletEvent('FailedCreatePodSandBox', message)]).status).toBe('False')
  })

  it('is not a lack of inodes', () => {
    const nodeFs = { ...disk(60), inodesFree: 10 }
    expect(verdictOf(diskFull, [pressure('DiskPressure'), stats({ nodeFs }), config(defaults)]).status).toBe('False')
    const event = kubeletEvent('EvictionThresholdMet', 'Attempting to reclaim inodes')
    expect(verdictOf(diskFull, [pressure('DiskPressure'), event]).status).toBe('False')
  })
})
