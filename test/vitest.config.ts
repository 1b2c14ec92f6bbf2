import { defineConfig } from 'vitest/config'
import { Tally } from './tally-reporter.ts'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Concurrent tests wait for Slack's limits most of the time.
    maxConcurrency: 16,
    // A golden file that is missing fails, here as in CI, instead of being written unseen: `npm run golden:update` writes.
    update: 'none',
    reporters: ['default', new Tally()],
  },
})
