import type { World } from '../world.ts'

/** The processes of a component ended; their kubelets will say so as soon as they can. */
export function endProcesses(world: World, component: string): void {
  for (const process of world.processes) {
    const isIt = process.component === component && process.state === 'running'
    if (isIt) process.exit({ at: world.clock.now(), exitCode: 1, reason: 'Error' })
  }
}

/** The processes of a component run again. */
export function startProcesses(world: World, component: string): void {
  for (const process of world.processes) {
    if (process.component === component && process.state !== 'running') process.start(world.clock.now())
  }
}
