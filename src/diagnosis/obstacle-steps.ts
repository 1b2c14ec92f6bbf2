import type { Advice } from './rule.ts'

/** What stands between us and the cluster is cleared away here, not on a node: steps for each kind of obstacle. */

const serverLine: Advice = {
  do: 'Compare the `server:` line of the kubeconfig with the address of the cluster',
  command: "kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}'",
  answers: [
    { if: 'it is another host, port or scheme (http:// for https://)', then: 'correct it, or get a new kubeconfig' },
    { if: 'it is right', then: 'something stands in between: VPN, proxy (HTTPS_PROXY, NO_PROXY), load balancer' },
  ],
}

/** The address leads to something else. */
export const addressSteps: readonly Advice[] = [
  serverLine,
  {
    do: 'See whether this network lets you out: log in to its portal or to the VPN, then ask again',
    command: 'kubectl version',
    answers: [
      {
        if: 'Server Version is printed',
        then: 'kubectl goes another way: compare HTTPS_PROXY, NO_PROXY and --context',
      },
      { if: 'an error', then: 'kubectl does not get there either' },
    ],
  },
]

/** The name of the server does not resolve, or no route leads there. */
export const wayThereSteps: readonly Advice[] = [
  {
    do: "Check this machine's DNS and VPN: the API server's name or network is not known here",
    command: "kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}'",
    answers: [
      { if: 'the host name is misspelt or old', then: 'correct the `server:` line, or get a new kubeconfig' },
      { if: 'it is a private name or address', then: 'connect to the VPN or network in which it is known' },
      { if: 'it is right and public', then: 'ask another resolver; the record may be gone together with the cluster' },
    ],
  },
]

/** The server's certificate is not accepted. */
export const certificateSteps: readonly Advice[] = [
  {
    do: 'Check that `server:` and `certificate-authority-data` of the kubeconfig belong to the same cluster',
    command: 'kubectl version',
    answers: [
      {
        if: '"x509: certificate signed by unknown authority"',
        then: 'the kubeconfig is of an older cluster, or a proxy intercepts TLS: get a new kubeconfig, or bypass the proxy (NO_PROXY)',
      },
      {
        if: '"certificate is valid for …, not …"',
        then: 'use one of the names it lists in `server:`, or set `tls-server-name`',
      },
      {
        if: 'Server Version is printed',
        then: 'kubectl uses another context or authority: compare --context, KUBECONFIG',
      },
    ],
  },
]

/** 401: nobody knows who we are. */
export const credentialSteps: readonly Advice[] = [
  {
    do: 'Log in again, or renew the token or certificate of the kubeconfig',
    command: 'kubectl auth whoami',
    answers: [
      {
        if: '"Unauthorized" or "must be logged in"',
        then: "renew with your provider's login, or get a new kubeconfig",
      },
      { if: 'a user name is printed', then: 'kubectl uses other credentials: compare --context and KUBECONFIG' },
    ],
  },
]

/** 429: the server sheds load. */
export const throttleSteps: readonly Advice[] = [
  {
    do: 'Wait for as long as it asks, then diagnose again',
    command: "kubectl get --raw /metrics | grep '^apiserver_flowcontrol_rejected_requests_total'",
    answers: [
      { if: 'one flow_schema grows', then: 'its clients ask too much: find and slow them' },
      { if: '"Too Many Requests"', then: 'all are rejected: look at the load of the API server or its proxy' },
    ],
  },
]

/** Our own limit was too short. */
export const hastySteps: readonly Advice[] = [{ do: 'Ask again with more time: --timeout 30s' }]

/** 403 for the target itself. */
export const permissionSteps: readonly Advice[] = [
  {
    do: 'Ask an administrator for the rights in deploy/rbac/read.yaml (get and list on nodes), or apply it',
    command: 'kubectl auth can-i get nodes',
    answers: [
      { if: 'no', then: 'the rights are missing: kubectl apply -f deploy/rbac/read.yaml, then bind them to your user' },
      { if: 'yes', then: 'kubectl uses other credentials: compare --context and KUBECONFIG' },
    ],
  },
]

/** The target's own source did not come, for whatever other reason. */
export const unreadSteps: readonly Advice[] = [
  {
    do: 'Ask again; if it does not come a second time, see whether kubectl gets it',
    command: 'kubectl get nodes -o wide',
    answers: [
      { if: 'the nodes are listed', then: 'it was a short interruption, or a short --timeout: diagnose again' },
      { if: 'an error or nothing', then: 'kubemedic diagnose control-plane' },
    ],
  },
]

/** 403 for these sources: which file has the rights. */
export function rightsStep(sources: readonly string[]): Advice {
  const onlyKubelet = sources.every((source) => source.startsWith('kubelet-'))
  return {
    do: `Ask for the rights in deploy/rbac/${onlyKubelet ? 'kubelet.yaml (nodes/proxy)' : 'read.yaml'}, then diagnose again: ${sources.join(', ')} could not be read`,
    command: 'kubectl auth can-i --list',
    answers: [
      { if: 'the resource is not in the list', then: 'an administrator has to bind the role of that file to you' },
    ],
  }
}
