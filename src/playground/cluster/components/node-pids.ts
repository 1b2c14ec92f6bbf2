/** Process ids of a machine: `kernel.pid_max` and how many tasks there are. */
export class NodePids {
  readonly max: number
  current: number

  constructor(max = 32_768) {
    this.max = max
    this.current = 412
  }

  get available(): number {
    return Math.max(0, this.max - this.current)
  }
}
