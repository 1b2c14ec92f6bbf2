import type { Fault } from './fault.ts'

/** etcd holds its connections and does not answer. */
export const etcdHung: Fault = {
  id: 'etcd-hung',
  title: 'etcd hangs',
  parameters: [],
  apply: (world) => world.controlPlane.etcd.set('hung'),
  heal: (world) => world.controlPlane.etcd.set('up'),
}
