import type { Kubelet } from './kubelet.ts'

/** Container garbage collection runs every minute, image garbage collection every five. */
const CONTAINER_GC_PERIOD_MS = 60_000
const IMAGE_GC_PERIOD_MS = 300_000

/** `imageGCHighThresholdPercent` and `imageGCLowThresholdPercent`. */
const HIGH_SHARE = 0.85
const LOW_SHARE = 0.8

/** The kubelet's clean-up of containers and images; only its failures are visible. */
export class GarbageCollection {
  private readonly kubelet: Kubelet

  constructor(kubelet: Kubelet) {
    this.kubelet = kubelet
  }

  /** Starts both rounds for one run of the kubelet process. */
  start(run: number): void {
    this.every(run, CONTAINER_GC_PERIOD_MS, (next) => this.collectContainers(next))
    this.every(run, IMAGE_GC_PERIOD_MS, (next) => {
      this.collectImages()
      next()
    })
  }

  /** The next round is due a period after the last one *ended*. */
  private every(run: number, periodMs: number, task: (next: () => void) => void): void {
    this.kubelet.clock.after(periodMs, () => {
      if (this.kubelet.isRun(run)) task(() => this.every(run, periodMs, task))
    })
  }

  /** Two calls: containers, then sandboxes. A hung runtime lets each wait for its timeout. */
  private collectContainers(next: () => void): void {
    const { runtime } = this.kubelet.machine
    runtime.call(() =>
      runtime.call((result) => {
        if (result !== 'ok') this.tell('ContainerGCFailed', runtime.errorOf(result))
        next()
      }),
    )
  }

  /** Nothing unused can be found in these machines: a full image disk stays full. */
  private collectImages(): void {
    const disk = this.kubelet.machine.imageDisk
    if (disk.usedBytes < disk.capacityBytes * HIGH_SHARE) return
    const wanted = Math.floor(disk.usedBytes - disk.capacityBytes * LOW_SHARE)
    const found = 'but only found 0 bytes eligible to free'
    this.tell(
      'FreeDiskSpaceFailed',
      `Failed to garbage collect required amount of images. Attempted to free ${wanted} bytes, ${found}.`,
    )
    this.tell(
      'ImageGCFailed',
      `Failed to garbage collect required amount of images. Attempted to free ${wanted} bytes, ${found}.`,
    )
  }

  private tell(reason: string, message: string): void {
    const { store } = this.kubelet.reach()
    const { name } = this.kubelet.machine.spec
    if (!store || !this.kubelet.isRunning) return
    this.kubelet.events.record(store, { about: { kind: 'Node', name, uid: name }, type: 'Warning', reason, message })
  }
}
