import type { EpochMs } from '../diagnosis/evidence.ts'
import { isScopeLabel } from '../diagnosis/scope-labels.ts'
import { asList, asNumber, asText, asTextMap, asTime, at, type JsonRecord } from './kube-json.ts'
import { ReadError } from './read-error.ts'

/** One row of the nodes' `Table`, with what its metadata adds. */
export interface NodeRow {
  readonly name: string
  readonly uid: string
  readonly createdAt: EpochMs
  /** The STATUS column: `Ready`, `NotReady` (False or Unknown!), `Unknown` (no condition), with `,SchedulingDisabled`. */
  readonly status: string
  readonly version: string
  readonly osImage: string
  readonly kernelVersion: string
  readonly runtimeVersion: string
  /** Only labels that a fault may follow. */
  readonly labels: Readonly<Record<string, string>>
}

/** One page of the list. */
export interface NodeTablePage {
  readonly rows: readonly NodeRow[]
  /** Token for the next page; empty on the last one. */
  readonly next: string
  /** How many nodes come after this page. */
  readonly remaining: number
}

/** Reads the server-side Table of nodes by the names of its columns (Kubernetes docs, "Receiving resources as Tables"). */
export function parseNodeTable(json: JsonRecord): NodeTablePage {
  if (json['kind'] !== 'Table')
    throw new ReadError('invalid', `asked for a Table of nodes, got ${asText(json['kind'])}`)
  const columns = asList(json['columnDefinitions']).map((column) => asText(at(column, 'name')).toLowerCase())
  return {
    rows: asList(json['rows']).map((row) => toRow(row, columns)),
    next: asText(at(json, 'metadata', 'continue')),
    remaining: asNumber(at(json, 'metadata', 'remainingItemCount')) ?? 0,
  }
}

function toRow(row: unknown, columns: readonly string[]): NodeRow {
  const cells = asList(at(row, 'cells'))
  const cell = (column: string) => known(asText(cells[columns.indexOf(column)]))
  const metadata = at(row, 'object', 'metadata')
  const labels = Object.entries(asTextMap(at(metadata, 'labels'))).filter(([key]) => isScopeLabel(key))
  return {
    name: asText(at(metadata, 'name')) || cell('name'),
    uid: asText(at(metadata, 'uid')),
    createdAt: asTime(at(metadata, 'creationTimestamp')) ?? 0,
    status: asText(cells[columns.indexOf('status')]),
    version: cell('version'),
    osImage: cell('os-image'),
    kernelVersion: cell('kernel-version'),
    runtimeVersion: cell('container-runtime'),
    labels: Object.fromEntries(labels),
  }
}

/** The Table prints `<unknown>` and `<none>` for what is not there. */
function known(cell: string): string {
  return cell.startsWith('<') ? '' : cell
}
