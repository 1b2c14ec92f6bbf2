import { mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBundle, saveBundle } from '../../src/adapters/bundle-file.ts'
import { ConfigError } from '../../src/adapters/config-error.ts'
import type { RecordedRun } from '../../src/worker/run-diagnosis.ts'

const run: RecordedRun = {
  target: { kind: 'node', name: 'node-3' },
  cluster: 'test',
  startedAt: 1_795_000_000_000,
  finishedAt: 1_795_000_000_900,
  now: 1_795_000_000_900,
  evidence: [
    { source: 'node', startedAt: 1, finishedAt: 2, data: { node: { name: 'node-3', taints: [], none: null, n: 1.5 } } },
  ],
  gaps: [
    { source: 'csrs', reason: 'forbidden', detail: 'GET …: 403' },
    { source: 'events', reason: 'incomplete', detail: 'more than 500' },
    { source: 'pods', reason: 'unauthorized', detail: 'GET …: 401' },
  ],
}

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'kubemedic-test-'))
}

/** A saved bundle after `change`. */
async function changed(change: (bundle: Record<string, unknown>) => void): Promise<string> {
  const file = join(freshFolder(), 'bundle.json')
  await saveBundle(file, run, '1.2.3')
  const bundle = JSON.parse(readFileSync(file, 'utf8'))
  change(bundle)
  writeFileSync(file, JSON.stringify(bundle))
  return file
}

describe('bundle file', () => {
  it('gives back what was saved', async () => {
    const file = join(freshFolder(), 'bundle.json')
    await saveBundle(file, run, '1.2.3')
    expect(await readBundle(file)).toEqual(run)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'kubemedic', version: '1.2.3' },
    })
  })

  it('is for its owner only, replaces the old file and leaves nothing else behind', async () => {
    const folder = freshFolder()
    const file = join(folder, 'bundle.json')
    writeFileSync(file, 'old', { mode: 0o644 })
    await saveBundle(file, run, '1')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['bundle.json'])
  })

  it('follows a link and refuses folders, devices and missing folders', async () => {
    const folder = freshFolder()
    symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'))
    writeFileSync(join(folder, 'real.json'), '')
    await saveBundle(join(folder, 'link.json'), run, '1')
    expect(await readBundle(join(folder, 'real.json'))).toEqual(run)
    await expect(saveBundle(folder, run, '1')).rejects.toThrow(/it is a folder/)
    await expect(saveBundle('/dev/null', run, '1')).rejects.toThrow(/no regular file/)
    await expect(saveBundle(join(folder, 'no/b.json'), run, '1')).rejects.toThrow(ConfigError)
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it('names every problem and its place', async () => {
    const file = await changed((bundle) => {
      bundle['now'] = 'noon'
      bundle['gaps'] = [{ source: 'x', reason: 'tired', detail: '' }]
      delete bundle['cluster']
    })
    const failing = readBundle(file)
    await expect(failing).rejects.toThrow(ConfigError)
    await expect(failing).rejects.toThrow(/cluster: .*\n {2}now: .*\n {2}gaps\.0\.reason: /)
  })

  it.each(['node-3; touch /tmp/pwned #', '$(reboot)', '', 'Node-3', '-o', 'a\nb'])(
    'about a node named %j is refused',
    async (name) => {
      const file = await changed((bundle) => {
        bundle['target'] = { kind: 'node', name }
      })
      await expect(readBundle(file)).rejects.toThrow(/target\.name: is no node name/)
    },
  )

  it('about one node with the evidence of another is refused', async () => {
    const file = await changed((bundle) => {
      bundle['target'] = { kind: 'node', name: 'node-1' }
    })
    await expect(readBundle(file)).rejects.toThrow("the bundle's evidence is about node-3, not node-1")
    const gone = await changed((bundle) => {
      bundle['evidence'] = [{ source: 'node', startedAt: 1, finishedAt: 2, data: { missing: true, name: 'node-4' } }]
    })
    await expect(readBundle(gone)).rejects.toThrow("the bundle's evidence is about node-4, not node-3")
  })

  it('without evidence is refused, unless nothing could be read', async () => {
    const emptied = await changed((bundle) => {
      bundle['evidence'] = []
    })
    await expect(readBundle(emptied)).rejects.toThrow('the bundle holds nothing that was read')
    const gaps = [{ source: 'apiserver', reason: 'timeout', detail: 'no answer' }]
    const unread = await changed((bundle) => {
      Object.assign(bundle, { evidence: [], gaps })
    })
    expect((await readBundle(unread)).gaps).toEqual(gaps)
  })

  it('of another form says so', async () => {
    const file = await changed((bundle) => {
      bundle['schemaVersion'] = 2
    })
    await expect(readBundle(file)).rejects.toThrow(/is a bundle of form 2; this kubemedic reads form 1/)
  })

  it.each([
    ['no JSON', '{', /it is no JSON/],
    ['no object', '[]', /no kubemedic bundle:\n {2}the file: /],
    ['another file', '{"kind":"Node"}', /schemaVersion: .*\n/],
  ])('that is %s is refused', async (_, text, message) => {
    const file = join(freshFolder(), 'bundle.json')
    writeFileSync(file, text)
    await expect(readBundle(file)).rejects.toThrow(message)
  })

  it('that is not there is refused', async () => {
    await expect(readBundle('/nonexistent/bundle.json')).rejects.toThrow(/there is no such file/)
  })
})
