import { CERTIFICATE_SIGNING_REQUESTS } from '../objects/resource-types.ts'
import type { Kubelet } from './kubelet.ts'

/** The kubelet asks for the next client certificate (https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/). */
export function requestClientCertificate(kubelet: Kubelet): void {
  const { store } = kubelet.reach()
  if (!store) return
  const username = `system:node:${kubelet.machine.spec.name}`
  kubelet.log(
    'I',
    'certificate_manager.go:566',
    '"Rotating certificates" logger="kubernetes.io/kube-apiserver-client-kubelet"',
  )
  store.put(CERTIFICATE_SIGNING_REQUESTS, {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: `csr-${kubelet.random.suffix(5)}`, generateName: 'csr-' },
    spec: {
      request: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==',
      signerName: 'kubernetes.io/kube-apiserver-client-kubelet',
      username,
      groups: ['system:nodes', 'system:authenticated'],
      usages: ['digital signature', 'client auth'],
    },
    status: {},
  })
}
