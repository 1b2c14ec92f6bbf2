import { afterEach } from 'vitest'
import { createManualClock, type ManualClock } from '../../../src/playground/cluster/manual-clock.ts'
import { startWorkspace } from '../../../src/playground/workspace/start-workspace.ts'
import type { Workspace, WorkspaceOptions } from '../../../src/playground/workspace/workspace.ts'

/** Starts workspaces whose time stands still, and closes them after each test. */
export function workspaces(): (options?: WorkspaceOptions) => Promise<{ slack: Workspace; clock: ManualClock }> {
  const open: Workspace[] = []
  afterEach(async () => {
    for (const slack of open.splice(0)) await slack.close()
  })
  return async (options) => {
    const clock = createManualClock(Date.UTC(2026, 10, 23, 12))
    const slack = await startWorkspace({ clock, ...options })
    open.push(slack)
    return { slack, clock }
  }
}
