import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const step = z.union([
  z.strictObject({ atSeconds: z.number(), inject: z.string(), with: z.record(z.string(), z.string()) }),
  z.strictObject({ atSeconds: z.number(), heal: z.string(), with: z.record(z.string(), z.string()) }),
])

const scenario = z.strictObject({
  description: z.string(),
  target: z.string(),
  /** Seconds of simulated time since the start of the world. */
  diagnoseAtSeconds: z.number(),
  world: z.strictObject({ nodes: z.number().optional(), controlPlanes: z.number().optional() }).optional(),
  timeline: z.array(step),
  expect: z.strictObject({
    rootCause: z.string().nullable(),
    /** Other findings that must be there. */
    findings: z.array(z.string()),
    /** What the evidence cannot separate from the root. */
    alternatives: z.array(z.string()).optional(),
  }),
})

/** Faults that hit components, and the cause that must be found from what follows. */
export type Scenario = z.infer<typeof scenario> & { readonly name: string }

const folder = new URL('.', import.meta.url).pathname

/** Every scenario: one folder each. */
export function readScenarios(): readonly Scenario[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const json: unknown = JSON.parse(readFileSync(join(folder, name, 'scenario.json'), 'utf8'))
      return { name, ...scenario.parse(json) }
    })
}
