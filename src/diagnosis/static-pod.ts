import type { Fact } from './fact.ts'
import { type Advice, type Because, because } from './rule.ts'

/** Control-plane components as kubeadm names their static pods, containers and manifests. */
export type Component = 'kube-apiserver' | 'etcd' | 'kube-controller-manager' | 'kube-scheduler'

type ControlPlanePod = Fact<'controlPlanePod'>

/** The pods of one component, by whether they run. */
export interface StaticPods {
  readonly up: readonly ControlPlanePod[]
  readonly down: readonly ControlPlanePod[]
}

/**
 * Pods on nodes that are themselves sick are left out: the node controller calls every pod there not ready, whether it
 * runs or not.
 */
export function staticPodsOf(
  pods: readonly ControlPlanePod[],
  component: Component,
  sickNodes: readonly string[],
): StaticPods {
  const own = pods.filter(({ value }) => value.component === component && !sickNodes.includes(value.node))
  return { up: own.filter(({ value }) => value.ready), down: own.filter(({ value }) => !value.ready) }
}

/** What the API says about a pod that does not run: state, exit code, restarts. */
export function downLine(pod: ControlPlanePod): Because {
  const { name, node, containers, phase } = pod.value
  const [container] = containers
  if (!container) return because(`Pod ${name} on ${node} is ${phase}`, pod)
  const code = container.exitCode ?? container.lastExitCode
  const words = [
    container.reason || container.state,
    ...(code === undefined ? [] : [`exit code ${code}`]),
    `${container.restarts} restarts`,
  ]
  return because(`Pod ${name} on ${node} is not ready: ${words.join(', ')}`, pod)
}

/** First steps on a control-plane node, where only the container runtime can be asked. */
export function staticPodAdvice(component: Component, running: string, reasons: Advice['answers']): readonly Advice[] {
  return [
    {
      do: `On a control-plane node, look whether ${component} runs`,
      command: `crictl ps -a --name ${component}`,
      answers: [
        { if: 'STATE is Running', then: running },
        { if: 'STATE is Exited and ATTEMPT grows', then: 'it starts and dies: read its log (next step)' },
        {
          if: 'nothing is listed',
          then: `the kubelet does not start it: ls -l /etc/kubernetes/manifests/${component}.yaml; journalctl -u kubelet -n 50`,
        },
        {
          if: 'crictl cannot connect',
          then: 'the container runtime of that node is down: systemctl status containerd',
        },
      ],
    },
    {
      do: 'Read how it ended',
      command: `tail -n 40 /var/log/pods/kube-system_${component}-*/${component}/*.log`,
      answers: reasons ?? [],
    },
  ]
}

/** The step for clusters whose control plane nobody can log in to. */
export const managedStep: Advice = {
  do: "On a managed control plane (EKS, GKE, AKS …): look at the provider's status page and control-plane log, open a case",
}
