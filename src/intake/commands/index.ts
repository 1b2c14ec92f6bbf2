import type { Command } from '../ask.ts'
import { diagnose } from './diagnose.ts'
import { help } from './help.ts'
import { nodes } from './nodes.ts'
import { status } from './status.ts'

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [diagnose, nodes, status, help]
