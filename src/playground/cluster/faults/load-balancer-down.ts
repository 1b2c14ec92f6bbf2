import { choice, type Fault } from './fault.ts'
import { linkParameter } from './link-parameter.ts'

/** The balancer before the API servers is broken for the kubelets; clients with another way in are served. */
export const loadBalancerDown: Fault = {
  id: 'load-balancer-down',
  title: 'The load balancer before the API servers is down',
  parameters: [linkParameter],
  apply(world, given) {
    world.controlPlane.loadBalancer = choice(linkParameter, given)
  },
  heal(world) {
    world.controlPlane.loadBalancer = 'up'
  },
}
