import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { NodeSpec } from '../inventory/node-spec.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { SimClock } from '../sim-clock.ts'
import { Cni } from './cni.ts'
import { ContainerRuntime } from './container-runtime.ts'
import { Journal } from './journal.ts'
import { Link } from './link.ts'
import { NodeFilesystem } from './node-filesystem.ts'
import { NodeMemory } from './node-memory.ts'
import { NodePids } from './node-pids.ts'

const GIB = 1_073_741_824

/** One computer: power, boot, its parts. What runs on it (the kubelet) refers to it. */
export class Machine {
  readonly spec: NodeSpec
  readonly clock: SimClock
  readonly link = new Link()
  readonly journal = new Journal()
  readonly cni: Cni
  readonly runtime: ContainerRuntime
  readonly memory: NodeMemory
  readonly rootDisk: NodeFilesystem
  /** The disk that holds images and container layers. */
  readonly imageDisk: NodeFilesystem
  readonly pids = new NodePids()
  power: 'on' | 'off' = 'on'
  /** Changes with every boot. */
  bootId: string
  /** `/etc/machine-id`: changes only with the machine. */
  machineId: string
  bootedAt: EpochMs

  constructor(spec: NodeSpec, clock: SimClock, random: SeededRandom) {
    this.spec = spec
    this.clock = clock
    this.cni = new Cni(spec.cni)
    this.runtime = new ContainerRuntime(clock, { socket: spec.runtimeSocket, version: spec.runtimeVersion })
    this.memory = new NodeMemory(spec.memoryKi * 1_024)
    this.rootDisk = new NodeFilesystem({ capacityBytes: 100 * GIB, usedBytes: 31 * GIB })
    this.imageDisk = new NodeFilesystem({ capacityBytes: 200 * GIB, usedBytes: 46 * GIB })
    this.bootId = random.uuid()
    this.machineId = random.hex(32)
    this.bootedAt = clock.now() - spec.ageMs
  }

  /** `10.0.1.13:10250`, where the kubelet listens. */
  get kubeletAddress(): string {
    return `${this.spec.address}:10250`
  }
}
