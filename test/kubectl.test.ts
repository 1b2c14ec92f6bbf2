import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { kubectlPath } from './kubectl.ts'

it('finds a kubectl that runs, also when several ask at once', async () => {
  const paths = await Promise.all([kubectlPath(), kubectlPath()])
  expect(new Set(paths).size).toBe(1)
  const { stdout } = await promisify(execFile)(paths[0], ['version', '--client'])
  expect(stdout).toMatch(/^Client Version: v1\.\d+\./)
})
