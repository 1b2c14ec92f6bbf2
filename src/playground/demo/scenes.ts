/** One thing that breaks, and what a person asks then. */
export interface Scene {
  readonly title: string
  readonly fault: string
  readonly given: Readonly<Record<string, string>>
  /** Simulated seconds until the person asks. */
  readonly seconds: number
  readonly target: string
}

export const scenes: readonly Scene[] = [
  {
    title: 'Somebody stops the kubelet of node-3. Two minutes later it is NotReady, and a person asks why:',
    ...{ fault: 'kubelet-stopped', given: { node: 'node-3' }, seconds: 120, target: 'node-3' },
  },
  {
    title: 'Logs fill the disk of node-5, which goes on saying Ready:',
    ...{ fault: 'disk-full', given: { node: 'node-5' }, seconds: 120, target: 'node-5' },
  },
  {
    title: 'etcd stops. kubectl only hangs now; kubemedic says why:',
    ...{ fault: 'etcd-stopped', given: {}, seconds: 30, target: 'control-plane' },
  },
]
