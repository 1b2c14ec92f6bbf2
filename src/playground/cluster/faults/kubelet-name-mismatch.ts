import { argument, type Fault, kubeletGiven, nodeParameter } from './fault.ts'

const claimed = { name: 'claimed', meaning: 'the name that the kubelet runs under', default: 'localhost.localdomain' }

/** The host was renamed (or `--hostname-override` changed): the kubelet's name is no longer the one in its certificate. */
export const kubeletNameMismatch: Fault = {
  id: 'kubelet-name-mismatch',
  title: 'The kubelet runs under another name than its certificate',
  parameters: [nodeParameter, claimed],
  apply(world, given) {
    const kubelet = kubeletGiven(world, given)
    kubelet.credentials.claimedName = argument(claimed, given)
    kubelet.stop()
    kubelet.start()
  },
  heal(world, given) {
    const kubelet = kubeletGiven(world, given)
    kubelet.credentials.claimedName = undefined
    kubelet.stop()
    kubelet.start()
  },
}
