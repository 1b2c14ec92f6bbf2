import type { ObjectStore } from '../object-store.ts'
import type { ApiServer } from './apiserver.ts'
import type { Etcd } from './etcd.ts'
import { failedDial, type Link, type LinkState } from './link.ts'

/** A component's try to talk to the API server: the store behind it, or what the client library reports. */
export type Reach =
  | { readonly store: ObjectStore; readonly failure?: undefined }
  | { readonly failure: string; readonly store?: undefined }

/** The parts that make the cluster's API available, and the way of its clients to it. */
export class ControlPlane {
  readonly store: ObjectStore
  readonly etcd: Etcd
  readonly apiserver: ApiServer
  /** The balancer through which kubelets come (components on control-plane nodes use their own API server). */
  loadBalancer: LinkState = 'up'
  /** Address of the balancer, for messages. */
  readonly address: string

  constructor(parts: { store: ObjectStore; etcd: Etcd; apiserver: ApiServer; address: string }) {
    this.store = parts.store
    this.etcd = parts.etcd
    this.apiserver = parts.apiserver
    this.address = parts.address
  }

  /** What a client on that link gets; without a link, a client beside the API server. */
  reach(link?: Link): Reach {
    const failure = (link && this.networkFailure(link)) ?? this.serverFailure()
    return failure === undefined ? { store: this.store } : { failure }
  }

  private networkFailure(link: Link): string | undefined {
    if (link.toControlPlane !== 'up') return failedDial(link.toControlPlane, this.address).message
    if (this.loadBalancer !== 'up') return failedDial(this.loadBalancer, this.address).message
    return undefined
  }

  private serverFailure(): string | undefined {
    if (this.apiserver.state === 'stopped') return failedDial('refused', this.address).message
    if (this.apiserver.state === 'hung') return 'net/http: TLS handshake timeout'
    if (this.etcd.state === 'stopped') return 'Timeout: request did not complete within the allotted timeout'
    if (this.etcd.state === 'hung') return 'etcdserver: request timed out'
    return undefined
  }
}
