import { apiserverCauses } from './apiserver.ts'
import type { Cause } from './cause.ts'
import { cniCauses } from './cni.ts'
import { controllerManagerCauses } from './controller-manager.ts'
import { controllersCauses } from './controllers.ts'
import { cpuCauses } from './cpu.ts'
import { deviceCauses } from './device.ts'
import { diskCauses } from './disk.ts'
import { dnsCauses } from './dns.ts'
import { etcdCauses } from './etcd.ts'
import { inotifyCauses } from './inotify.ts'
import { iptablesCauses } from './iptables.ts'
import { kernelCauses } from './kernel.ts'
import { kubeletCauses } from './kubelet.ts'
import { memoryCauses } from './memory.ts'
import { mountsCauses } from './mounts.ts'
import { namespaceCauses } from './namespace.ts'
import { networkCauses } from './network.ts'
import { nodeCauses } from './node.ts'
import { pidsCauses } from './pids.ts'
import { plegCauses } from './pleg.ts'
import { podCauses } from './pod.ts'
import { runtimeCauses } from './runtime.ts'
import { schedulerCauses } from './scheduler.ts'
import { storageCauses } from './storage.ts'
import { systemdCauses } from './systemd.ts'
import { timeCauses } from './time.ts'

/**
 * The vocabulary of JSON, metrics, docs and tests: every cause id with its level and what it explains.
 * Ids are stable; a new one is added to its family's file.
 */
const causes = {
  ...apiserverCauses,
  ...cniCauses,
  ...controllerManagerCauses,
  ...controllersCauses,
  ...cpuCauses,
  ...deviceCauses,
  ...diskCauses,
  ...dnsCauses,
  ...etcdCauses,
  ...inotifyCauses,
  ...iptablesCauses,
  ...kernelCauses,
  ...kubeletCauses,
  ...memoryCauses,
  ...mountsCauses,
  ...namespaceCauses,
  ...networkCauses,
  ...nodeCauses,
  ...pidsCauses,
  ...plegCauses,
  ...podCauses,
  ...runtimeCauses,
  ...schedulerCauses,
  ...storageCauses,
  ...systemdCauses,
  ...timeCauses,
} as const

/** Id of a cause: `<family>.<name>`, stable, the vocabulary of reports and JSON. */
export type CauseId = keyof typeof causes

/** Every cause id, in alphabetical order. */
export const causeIds: readonly CauseId[] = (Object.keys(causes) as CauseId[]).sort()

/** Level, meaning and explained ids of one cause. */
export function causeOf(id: CauseId): Cause {
  return causes[id]
}

/** The id if the text is one. */
export function asCauseId(text: string): CauseId | undefined {
  return Object.hasOwn(causes, text) ? (text as CauseId) : undefined
}
