import type { Button } from '../ask.ts'
import { chooseNode } from './choose-node.ts'
import { diagnoseAgain } from './diagnose-again.ts'
import { evidence } from './evidence.ts'
import { fullDescribe } from './full-describe.ts'

/** Every button and menu. */
export const buttons: readonly Button[] = [chooseNode, diagnoseAgain, evidence, fullDescribe]
