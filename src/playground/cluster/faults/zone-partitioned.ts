import type { LinkState } from '../components/link.ts'
import type { World } from '../world.ts'
import { argument, choice, type Fault } from './fault.ts'
import { linkParameter } from './link-parameter.ts'

const zone = { name: 'zone', meaning: 'the zone, as in topology.kubernetes.io/zone' }

/** Every worker of one zone loses the control plane. */
export const zonePartitioned: Fault = {
  id: 'zone-partitioned',
  title: 'A zone is cut off from the control plane',
  parameters: [zone, linkParameter],
  apply: (world, given) => setZone(world, argument(zone, given), choice(linkParameter, given)),
  heal: (world, given) => setZone(world, argument(zone, given), 'up'),
}

function setZone(world: World, zoneName: string, state: LinkState): void {
  for (const { machine } of world.kubelets.values()) {
    if (machine.spec.zone === zoneName && machine.spec.role === 'worker') machine.link.set(state)
  }
}
