import type { EpochMs } from '../../../diagnosis/evidence.ts'
import type { Kubelet } from './kubelet.ts'
import { aggregate, runtimeProblems } from './kubelet-conditions.ts'

/** What a kubelet writes again and again while its runtime or network plugin is not well. */
export function logProblems(kubelet: Kubelet, now: EpochMs): void {
  const { runtime, cni } = kubelet.machine
  if (runtime.state !== 'up') {
    const error = runtime.errorOf(runtime.state === 'stopped' ? 'refused' : 'deadline').replaceAll('"', '\\"')
    kubelet.log('E', 'kubelet.go:2896', `"Container runtime sanity check failed" err="${error}"`)
  }
  const problems = runtimeProblems(kubelet.machine, now)
  if (problems.length > 0) {
    kubelet.log('E', 'kubelet.go:2412', `"Skipping pod synchronization" err="${aggregate(problems)}"`)
  }
  const network = cni.networkError()?.replace('container runtime network not ready: ', '')
  if (network) kubelet.log('E', 'kubelet.go:2902', `"Container runtime network not ready" networkReady="${network}"`)
}
