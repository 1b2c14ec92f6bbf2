/** The memory of a machine, in bytes. */
export class NodeMemory {
  readonly capacityBytes: number
  /** What cannot be reclaimed: the kubelet's `workingSetBytes`. */
  workingSetBytes: number

  constructor(capacityBytes: number) {
    this.capacityBytes = capacityBytes
    this.workingSetBytes = Math.floor(capacityBytes * 0.35)
  }

  get availableBytes(): number {
    return Math.max(0, this.capacityBytes - this.workingSetBytes)
  }
}
