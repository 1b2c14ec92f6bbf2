import { choice, type Fault, kubeletGiven, nodeParameter } from './fault.ts'

const problem = {
  name: 'problem',
  meaning: 'what is wrong with the certificate',
  choices: ['unknown-authority', 'no-ip-sans', 'expired'],
  default: 'unknown-authority',
} as const

/** The API server does not trust the certificate that the kubelet shows; the node's own reports are not affected. */
export const kubeletServingCertificateUntrusted: Fault = {
  id: 'kubelet-serving-certificate-untrusted',
  title: "The API server does not trust the kubelet's serving certificate",
  parameters: [nodeParameter, problem],
  apply(world, given) {
    kubeletGiven(world, given).credentials.servingProblem = choice(problem, given)
  },
  heal(world, given) {
    kubeletGiven(world, given).credentials.servingProblem = undefined
  },
}
