import { powerOff, powerOn } from '../power.ts'
import { argument, type Fault, nodeParameter } from './fault.ts'

/** The machine is switched off; after healing it boots again. */
export const nodePoweredOff: Fault = {
  id: 'node-powered-off',
  title: 'The machine is switched off',
  parameters: [nodeParameter],
  apply: (world, given) => powerOff(world, argument(nodeParameter, given)),
  heal: (world, given) => powerOn(world, argument(nodeParameter, given)),
}
