import type { Cause } from './cause.ts'

/** Causes of the family `controller-manager`. */
export const controllerManagerCauses = {
  'controller-manager.bad-config': {
    level: 'cause',
    meaning: 'kube-controller-manager cannot start or authenticate: wrong flag, kubeconfig, missing file.',
    explains: ['controller-manager.down'],
  },
  'controller-manager.down': {
    level: 'cause',
    meaning: 'kube-controller-manager does not run anywhere, or no instance leads.',
    explains: ['node.taint-left-over', 'cni.no-pod-cidr'],
  },
} as const satisfies Record<string, Cause>
