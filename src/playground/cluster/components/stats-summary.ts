import { kubeTime } from '../kube-time.ts'
import { isFinished, type PodObject } from '../objects/pod-object.ts'
import type { Kubelet } from './kubelet.ts'
import type { NodeFilesystem } from './node-filesystem.ts'

/** What one small container uses. */
const POD_MEMORY_BYTES = 41_943_040
const POD_NANO_CORES = 3_200_000

/** `/stats/summary` (stats.k8s.io v1alpha1), drawn from the machine's own numbers. */
export function statsSummary(kubelet: Kubelet): object {
  const { machine, clock } = kubelet
  const time = kubeTime(clock.now())
  const { memory, pids } = machine
  const pods = kubelet.pods.on(machine.spec.name).filter((pod) => !isFinished(pod) && pod.status.startTime)
  return {
    node: {
      nodeName: machine.spec.name,
      startTime: kubeTime(machine.bootedAt),
      cpu: { time, usageNanoCores: machine.spec.cpu * 180_000_000, usageCoreNanoSeconds: 1_313_066_292_306 },
      memory: {
        time,
        availableBytes: memory.availableBytes,
        usageBytes: Math.floor(memory.workingSetBytes * 1.2),
        workingSetBytes: memory.workingSetBytes,
        rssBytes: Math.floor(memory.workingSetBytes * 0.8),
        pageFaults: 205_281,
        majorPageFaults: 0,
      },
      network: { time, name: 'eth0', rxBytes: 1_777_292_409, rxErrors: 0, txBytes: 493_885_200, txErrors: 0 },
      fs: filesystem(time, machine.rootDisk),
      runtime: { imageFs: filesystem(time, machine.imageDisk), containerFs: filesystem(time, machine.imageDisk) },
      rlimit: { time, maxpid: pids.max, curproc: pids.current },
    },
    pods: pods.map((pod) => podStats(time, pod)),
  }
}

function filesystem(time: string, disk: NodeFilesystem): object {
  return {
    time,
    availableBytes: disk.availableBytes,
    capacityBytes: disk.capacityBytes,
    usedBytes: disk.usedBytes,
    inodesFree: disk.inodesFree,
    inodes: disk.inodes,
    inodesUsed: disk.inodesUsed,
  }
}

function podStats(time: string, pod: PodObject): object {
  const { name, namespace, uid } = pod.metadata
  const usage = {
    cpu: { time, usageNanoCores: POD_NANO_CORES, usageCoreNanoSeconds: 26_760_475_000 },
    memory: { time, workingSetBytes: POD_MEMORY_BYTES, usageBytes: POD_MEMORY_BYTES, rssBytes: POD_MEMORY_BYTES },
  }
  const startTime = pod.status.startTime
  const containers = pod.spec.containers.map((container) => ({ name: container.name, startTime, ...usage }))
  return { podRef: { name, namespace, uid }, startTime, containers, ...usage }
}
