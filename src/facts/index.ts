import type { FactProvider } from './provider.ts'

/** Every fact provider, in alphabetical order of its source. */
export const factProviders: readonly FactProvider[] = []
