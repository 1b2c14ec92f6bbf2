import { type DescribedNode, isNotRead, type NodeObject, type ResourceList } from './described-objects.ts'
import { parseQuantity, printQuantity } from './quantity.ts'
import { dateText } from './time-text.ts'

/** The Lease: holder and times, or why it could not be read. */
export function leaseText({ lease }: DescribedNode): string {
  if (isNotRead(lease)) return `Lease:\tFailed to get lease: ${lease.message}\n`
  const { holder = '<unset>', acquiredAt, renewedAt } = lease
  const timeOf = (at: number | undefined) => (at === undefined ? '<unset>' : dateText(at))
  return [
    'Lease:\n',
    `  HolderIdentity:\t${holder}\n`,
    `  AcquireTime:\t${timeOf(acquiredAt)}\n`,
    `  RenewTime:\t${timeOf(renewedAt)}\n`,
  ].join('')
}

/** The conditions as a table; nothing when there are none. */
export function conditionsText({ conditions }: NodeObject): string {
  if (conditions.length === 0) return ''
  const rows = conditions.map(({ type, status, heartbeatAt, changedAt, reason, message }) => {
    // The blanks before the tabs are kubectl's.
    return `  ${type} \t${status} \t${dateText(heartbeatAt)} \t${dateText(changedAt)} \t${reason} \t${message}\n`
  })
  return [
    'Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n',
    '  ----\t------\t-----------------\t------------------\t------\t-------\n',
    ...rows,
  ].join('')
}

/** The addresses, under a heading that is there also without any. */
export function addressesText({ addresses }: NodeObject): string {
  return `Addresses:\n${addresses.map(({ type, address }) => `  ${type}:\t${address}\n`).join('')}`
}

/** Capacity and allocatable resources. */
export function resourcesText({ capacity, allocatable }: NodeObject): string {
  return listText('Capacity', capacity) + listText('Allocatable', allocatable)
}

function listText(title: string, list: ResourceList): string {
  const names = Object.keys(list).sort()
  if (names.length === 0) return ''
  return `${title}:\n${names.map((name) => `  ${name}:\t${canonical(list[name] ?? '')}\n`).join('')}`
}

function canonical(text: string): string {
  const quantity = parseQuantity(text)
  return quantity ? printQuantity(quantity) : text
}

/** Titles of the fields of `status.nodeInfo`, in kubectl's order. */
const infoTitles: readonly (readonly [string, string])[] = [
  ['machineID', 'Machine ID'],
  ['systemUUID', 'System UUID'],
  ['bootID', 'Boot ID'],
  ['kernelVersion', 'Kernel Version'],
  ['osImage', 'OS Image'],
  ['operatingSystem', 'Operating System'],
  ['architecture', 'Architecture'],
  ['containerRuntimeVersion', 'Container Runtime Version'],
  ['kubeletVersion', 'Kubelet Version'],
  ['kubeProxyVersion', 'Kube-Proxy Version'],
]

/** System info, pod addresses and the cloud's name of the machine. */
export function systemText({ info, podCIDR, podCIDRs, providerID }: NodeObject): string {
  return [
    'System Info:\n',
    ...infoTitles.map(([field, title]) => `  ${title}:\t${info[field] ?? ''}\n`),
    podCIDR && `PodCIDR:\t${podCIDR}\n`,
    podCIDRs.length > 0 ? `PodCIDRs:\t${podCIDRs.join(',')}\n` : '',
    providerID && `ProviderID:\t${providerID}\n`,
  ].join('')
}
