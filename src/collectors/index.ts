import type { Collector } from './collector.ts'

/** Every collector, in alphabetical order of its source. */
export const collectors: readonly Collector[] = []
