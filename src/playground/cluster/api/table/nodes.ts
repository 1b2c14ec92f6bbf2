import type { KubeObject } from '../../object-store.ts'
import { AGE } from './age.ts'
import { type Column, NAME, text, wide } from './column.ts'

interface NodeFields {
  readonly spec?: { readonly unschedulable?: boolean }
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[]
    readonly addresses?: readonly { readonly type: string; readonly address: string }[]
    readonly nodeInfo?: Readonly<Record<string, string>>
  }
}

const ROLE_LABEL = 'node-role.kubernetes.io/'

/** `Unknown` prints as NotReady too: the Table cannot tell a silent kubelet from one that says so. */
function statusOf(node: KubeObject): string {
  const { spec, status } = node as NodeFields & KubeObject
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  return spec?.unschedulable ? `${word},SchedulingDisabled` : word
}

function rolesOf({ metadata }: KubeObject): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([label, value]) => {
    if (label.startsWith(ROLE_LABEL)) return [label.slice(ROLE_LABEL.length)]
    return label === 'kubernetes.io/role' && value ? [value] : []
  })
  return (
    roles
      .filter((role) => role !== '')
      .sort()
      .join(',') || '<none>'
  )
}

function address(type: string): Column['cell'] {
  return (node) => {
    const { status } = node as NodeFields & KubeObject
    return status?.addresses?.find((entry) => entry.type === type)?.address ?? '<none>'
  }
}

function info(field: string): Column['cell'] {
  return (node) => (node as NodeFields & KubeObject).status?.nodeInfo?.[field] || '<unknown>'
}

/** Columns of `kubectl get nodes`. */
export const NODE_COLUMNS: readonly Column[] = [
  NAME,
  text('Status', statusOf),
  text('Roles', rolesOf),
  AGE,
  text('Version', (node) => (node as NodeFields & KubeObject).status?.nodeInfo?.['kubeletVersion'] ?? ''),
  wide(text('Internal-IP', address('InternalIP'))),
  wide(text('External-IP', address('ExternalIP'))),
  wide(text('OS-Image', info('osImage'))),
  wide(text('Kernel-Version', info('kernelVersion'))),
  wide(text('Container-Runtime', info('containerRuntimeVersion'))),
]
