import { isFinished } from '../objects/pod-object.ts'
import type { RuntimeResult } from './container-runtime.ts'
import type { Kubelet } from './kubelet.ts'

/** `/metrics/resource` in Prometheus text format; without the runtime only the scrape error is left. */
export function resourceMetrics(kubelet: Kubelet, result: RuntimeResult): string {
  const failed = result === 'ok' ? 0 : 1
  const error = [
    '# HELP resource_scrape_error [STABLE] 1 if there was an error while getting container metrics, 0 otherwise',
    '# TYPE resource_scrape_error gauge',
    `resource_scrape_error ${failed}`,
    '',
  ]
  return (failed ? error : [...memoryLines(kubelet), ...error]).join('\n')
}

function memoryLines(kubelet: Kubelet): readonly string[] {
  const at = Math.floor(kubelet.clock.now())
  const pods = kubelet.pods.on(kubelet.machine.spec.name).filter((pod) => !isFinished(pod))
  return [
    '# HELP node_memory_working_set_bytes [STABLE] Current working set of the node in bytes',
    '# TYPE node_memory_working_set_bytes gauge',
    `node_memory_working_set_bytes ${kubelet.machine.memory.workingSetBytes} ${at}`,
    '# HELP pod_memory_working_set_bytes [STABLE] Current working set of the pod in bytes',
    '# TYPE pod_memory_working_set_bytes gauge',
    ...pods.map(({ metadata }) => {
      const labels = `namespace="${metadata.namespace}",pod="${metadata.name}"`
      return `pod_memory_working_set_bytes{${labels}} 41943040 ${at}`
    }),
  ]
}
