import { delimiter, join } from 'node:path'

/** The part of the environment that decides how a cluster is reached, in kubectl's own words. */
interface KubernetesConfig {
  /** Files named by `KUBECONFIG`, else `~/.kube/config`; those that do not exist are skipped, as kubectl does. */
  readonly kubeconfigFiles: readonly string[]
  /** Set inside a pod: where the API server is, and the folder of the mounted service account. */
  readonly inCluster?: { readonly host: string; readonly port: string; readonly serviceAccountFolder: string }
  /** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` (or in lower case). */
  readonly proxy: { readonly https?: string; readonly http?: string; readonly no?: string }
  /** `SSL_CERT_FILE`: trusted authorities where the kubeconfig names none. */
  readonly certificateFile?: string
  /** What exec plugins inherit. */
  readonly pluginEnvironment: Environment
}

/** What kubemedic reads from its environment, frozen. */
export interface Config {
  readonly kubernetes: KubernetesConfig
  /** `NO_COLOR` and `FORCE_COLOR` (https://no-color.org); `auto` leaves it to the terminal. */
  readonly color: 'always' | 'never' | 'auto'
}

/** Variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Kubernetes mounts the pod's service account here ("Accessing the Kubernetes API from a Pod"). */
const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The one reader of the environment. */
export function loadConfig(env: Environment): Config {
  return freezeDeep({ kubernetes: kubernetesConfig(env), color: colorOf(env) })
}

function kubernetesConfig(env: Environment): KubernetesConfig {
  const host = env['KUBERNETES_SERVICE_HOST']
  const port = env['KUBERNETES_SERVICE_PORT']
  return {
    kubeconfigFiles: kubeconfigFiles(env),
    inCluster: host && port ? { host, port, serviceAccountFolder } : undefined,
    proxy: {
      https: env['HTTPS_PROXY'] || env['https_proxy'],
      http: env['HTTP_PROXY'] || env['http_proxy'],
      no: env['NO_PROXY'] || env['no_proxy'],
    },
    certificateFile: env['SSL_CERT_FILE'] || undefined,
    pluginEnvironment: { ...env },
  }
}

function kubeconfigFiles(env: Environment): readonly string[] {
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '')
  if (listed.length > 0) return listed
  const home = env['HOME'] || env['USERPROFILE']
  return home ? [join(home, '.kube', 'config')] : []
}

function colorOf(env: Environment): Config['color'] {
  if (env['NO_COLOR']) return 'never'
  const forced = env['FORCE_COLOR']
  if (forced === undefined || forced === '') return 'auto'
  return forced === '0' || forced === 'false' ? 'never' : 'always'
}

function freezeDeep<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) freezeDeep(part)
  }
  return Object.freeze(value)
}
