/** One filesystem of a machine, in bytes and inodes. */
export class NodeFilesystem {
  readonly capacityBytes: number
  readonly inodes: number
  usedBytes: number
  inodesUsed: number

  constructor(options: { readonly capacityBytes: number; readonly usedBytes: number }) {
    this.capacityBytes = options.capacityBytes
    this.usedBytes = options.usedBytes
    // ext4 makes one inode for each 16 KiB by default.
    this.inodes = Math.floor(options.capacityBytes / 16_384)
    this.inodesUsed = Math.floor(this.inodes * 0.04)
  }

  get availableBytes(): number {
    return Math.max(0, this.capacityBytes - this.usedBytes)
  }

  get inodesFree(): number {
    return Math.max(0, this.inodes - this.inodesUsed)
  }
}
