import type { World } from './world.ts'

/** From power to the start of the kubelet. */
const BOOT_MS = 25_000

/** Cuts the power of a machine: everything on it is gone, nothing is told. */
export function powerOff(world: World, nodeName: string): void {
  const kubelet = world.kubelet(nodeName)
  kubelet.machine.power = 'off'
  kubelet.stop()
  world.controllerManagers.lose(nodeName)
  world.schedulers.lose(nodeName)
}

/** Switches a machine on: it boots with a new boot id, and its kubelet starts. */
export function powerOn(world: World, nodeName: string): void {
  const { machine } = world.kubelet(nodeName)
  if (machine.power === 'on') return
  machine.power = 'on'
  machine.bootId = world.random.uuid()
  machine.bootedAt = world.clock.now()
  machine.runtime.set('up')
  world.clock.after(BOOT_MS, () => {
    if (machine.power === 'off') return
    world.kubelet(nodeName).start()
    world.controllerManagers.start(nodeName)
    world.schedulers.start(nodeName)
  })
}
