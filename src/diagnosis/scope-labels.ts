/**
 * Labels that a fault may follow, most telling first: where the machine stands, which pool it was made from, what it is.
 * Keys of Kubernetes ("Well-Known Labels"), EKS, GKE, AKS, Karpenter, kOps, OpenShift, DigitalOcean and Cluster API.
 */
const known: readonly string[] = [
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'eks.amazonaws.com/nodegroup',
  'alpha.eksctl.io/nodegroup-name',
  'cloud.google.com/gke-nodepool',
  'kubernetes.azure.com/agentpool',
  'karpenter.sh/nodepool',
  'kops.k8s.io/instancegroup',
  'doks.digitalocean.com/node-pool',
  'cluster.x-k8s.io/deployment-name',
  'karpenter.sh/capacity-type',
  'eks.amazonaws.com/capacityType',
  'cloud.google.com/gke-spot',
  'kubernetes.azure.com/scalesetpriority',
  'node-role.kubernetes.io/control-plane',
  'node.kubernetes.io/instance-type',
  'node.openshift.io/os_id',
  'kubernetes.io/os',
  'kubernetes.io/arch',
]

/** Home-made labels of the same meaning: `example.com/rack`, `pool`, `node-group` … */
const homeMade = /(^|\/|[-.])(zone|region|rack|row|datacenter|hypervisor|pool|node-?pool|node-?group|instance-?group)$/i

/** Older names of labels above; they repeat the same value. */
const superseded = /^(beta\.kubernetes\.io|failure-domain\.beta\.kubernetes\.io)\//

/** True for labels worth comparing between sick and healthy nodes. */
export function isScopeLabel(key: string): boolean {
  return known.includes(key) || (homeMade.test(key) && !superseded.test(key))
}

/** Labels of a place: what stands together is cut off, or without power, together. */
const place = /(zone|region|rack|row|datacenter|hypervisor)$/i

/** True for labels that say where a machine stands, not what it is. */
export function isPlaceLabel(key: string): boolean {
  return place.test(key) && isScopeLabel(key)
}

/** The most telling label first; home-made ones after the known, by name. */
export function compareScopeLabels(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b))
}

function rank(key: string): number {
  const place = known.indexOf(key)
  return place < 0 ? known.length : place
}
