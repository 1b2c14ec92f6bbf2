/** Whether packets pass, and what a caller sees if they do not. */
export type LinkState =
  | 'up'
  /** The address answers, nobody listens. */
  | 'refused'
  /** Packets vanish. */
  | 'timeout'
  /** The router or the neighbour table knows no way (seen after three unanswered ARP requests). */
  | 'no-route'

/** The network between one node and the control plane, one state for each direction. */
export class Link {
  /** From the kubelet to the API servers (their load balancer not included). */
  toControlPlane: LinkState = 'up'
  /** From the API servers to the kubelet's port. */
  toNode: LinkState = 'up'

  /** Sets both directions. */
  set(state: LinkState): void {
    this.toControlPlane = state
    this.toNode = state
  }
}

/** A dial that failed: what Go's net package prints, and after how long. */
export interface FailedDial {
  readonly message: string
  readonly afterMs: number
}

/** Go's `net.Dialer` with the API server's 30 s timeout; ARP gives up after about 3 s. */
export function failedDial(state: Exclude<LinkState, 'up'>, address: string): FailedDial {
  switch (state) {
    case 'refused':
      return { message: `dial tcp ${address}: connect: connection refused`, afterMs: 0 }
    case 'no-route':
      return { message: `dial tcp ${address}: connect: no route to host`, afterMs: 3_060 }
    case 'timeout':
      return { message: `dial tcp ${address}: i/o timeout`, afterMs: 30_000 }
  }
}
