import type { KnownUser } from './users.ts'

function base64(pem: string): string {
  return Buffer.from(pem).toString('base64')
}

function credentials({ token, certificate }: KnownUser): object {
  if (token) return { token }
  if (!certificate) return {}
  return {
    'client-certificate-data': base64(certificate.certificatePem),
    'client-key-data': base64(certificate.keyPem),
  }
}

/** Where a kubeconfig leads. */
export interface ClusterAddress {
  /** Name of cluster and context. */
  readonly name: string
  readonly url: string
  readonly caPem: string
}

/** A kubeconfig for one user, as JSON (which is YAML too). https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
export function kubeconfigFor({ name, url, caPem }: ClusterAddress, user: KnownUser): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url, 'certificate-authority-data': base64(caPem) } }],
    users: [{ name: user.name, user: credentials(user) }],
    contexts: [{ name, context: { cluster: name, user: user.name } }],
    'current-context': name,
  }
  return `${JSON.stringify(config, null, 2)}\n`
}
