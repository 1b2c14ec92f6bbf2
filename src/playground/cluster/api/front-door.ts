import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { ControlPlaneBackend } from '../backend.ts'

/** How often the state of the simulated process is looked at, in wall time. */
const POLL_MS = 20

/** The port of the API server. It is a plain TCP listener, because a hung process answers not even a TLS handshake. */
export interface FrontDoor {
  readonly port: number
  /** Makes the port fit the process at once, instead of at the next look: closed while it is stopped, mute while it hangs. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** Opens a port on loopback (0: any free one) and hands connections to `accept` while the process is up. */
export async function openFrontDoor(
  port: number,
  processState: ControlPlaneBackend['apiserverState'],
  accept: (socket: Socket) => void,
): Promise<FrontDoor> {
  const open = new Set<Socket>()
  const held = new Set<Socket>()
  const listener = createServer(onConnection)

  function onConnection(socket: Socket): void {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      open.delete(socket)
      held.delete(socket)
    })
    const state = processState()
    if (state === 'stopped') socket.resetAndDestroy()
    else if (state === 'hung') held.add(socket)
    else accept(socket)
  }

  async function listen(on: number): Promise<number> {
    listener.listen(on, '127.0.0.1')
    await once(listener, 'listening')
    return (listener.address() as AddressInfo).port
  }

  async function shut(): Promise<void> {
    if (!listener.listening) return
    const closed = once(listener, 'close')
    listener.close()
    for (const socket of open) socket.resetAndDestroy()
    await closed
  }

  async function apply(): Promise<void> {
    const state = processState()
    if (state === 'stopped') return shut()
    if (!listener.listening) await listen(actualPort)
    if (state === 'hung') return
    for (const socket of held) accept(socket)
    held.clear()
  }

  const actualPort = await listen(port)
  let work: Promise<void> = apply()
  const sync = (): Promise<void> => {
    work = work.then(apply)
    return work
  }
  const poll = setInterval(sync, POLL_MS).unref()

  return {
    port: actualPort,
    sync,
    async close() {
      clearInterval(poll)
      await work
      await shut()
    },
  }
}
