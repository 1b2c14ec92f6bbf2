import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { displayWidth } from '../../src/report/terminal/display-width.ts'
import { renderText } from '../../src/report/terminal.ts'
import { ago, emptyDiagnosis, filledWith, finding, kubeletStopped, offOrCutOff, reason } from './diagnosis-builder.ts'
import { hostileTexts } from './hostile-texts.ts'

const ESC = String.fromCharCode(27)
const plain = (diagnosis: Diagnosis, width = 80) => renderText(diagnosis, { color: false, width })
/** The headings; the first line begins with a severity and is none. */
const titles = (text: string) =>
  text
    .split('\n')
    .slice(1)
    .filter((line) => /^[A-Z][A-Z ]+(?:\(UTC\))?$|^ROOT CAUSE:/.test(line))

describe('renderText', () => {
  it('says in the first line what is wrong and what to do', () => {
    const [first] = plain(kubeletStopped(), 200).split('\n')
    expect(first).toBe(
      'CRITICAL node/node-3: The kubelet on node-3 does not run → On node-3: see whether the kubelet runs',
    )
  })

  it('gives what to do a line of its own where the window is too narrow for both', () => {
    expect(plain(kubeletStopped(), 60).split('\n').slice(0, 3)).toEqual([
      'CRITICAL node/node-3: The kubelet on node-3 does not run',
      '→ On node-3: see whether the kubelet runs',
      'Scope: 1 of 6 nodes is sick: node-3.',
    ])
  })

  it('tells the root cause with confidence, chain, evidence with its source, and what speaks against it', () => {
    expect(plain(kubeletStopped())).toContain(
      [
        'ROOT CAUSE: kubelet.stopped, very likely (90%)',
        '  → leads to node.not-ready: node-3 is not Ready for 5 min',
        '  + Ready is Unknown: nobody writes it any more [node: Node node-3',
        '    .status.conditions[Ready]]',
        '  + Port 10250 refuses [kubelet-health]',
        '  - against: The port was asked only once',
      ].join('\n'),
    )
  })

  it('puts commands on lines of their own and never breaks them', () => {
    const lines = plain(kubeletStopped(), 40).split('\n')
    expect(lines).toContain('       systemctl status kubelet --no-pager --lines 50 --full --output short-iso-precise')
    expect(lines).toContain('     If inactive (dead) → start it with')
    expect(lines).toContain('       `systemctl start kubelet`')
  })

  it('tells what was checked, what could not be and why, and what stays open for it', () => {
    const text = plain(kubeletStopped(), 200)
    expect(text).toContain('CHECKED AND FINE\n  DiskPressure is not True\n')
    expect(text).toContain(
      '  csrs: no permission (User "viewer" cannot list resource "certificatesigningrequests") leaves open: kubelet.name-mismatch',
    )
  })

  it('marks the beginning in the timeline, with UTC clock and age', () => {
    expect(plain(kubeletStopped())).toContain(
      [
        'TIMELINE (UTC)',
        '  Nov 22 18:22    25h ago  Starting kubelet [events]',
        '>     19:15:56  6m14s ago  Last renewal of the Lease [lease] <- here it began',
        '      19:17:03   5m7s ago  Ready became Unknown [node]',
      ].join('\n'),
    )
  })

  it('leaves out the middle of a long timeline and says how much', () => {
    const timeline = Array.from({ length: 40 }, (_, index) => ({
      at: ago(4000 - index * 60),
      source: 'events',
      text: `Event ${index}`,
      abnormal: true,
      first: index === 10,
    }))
    const text = plain(kubeletStopped({ timeline }))
    expect(text.match(/Event \d+/g)).toHaveLength(14)
    expect(text).toContain('Event 10 [events] <- here it began')
    expect(text.match(/… \d+ more/g)).toEqual(['… 8 more', '… 18 more'])
  })

  it('shows both candidates, their common reasons once, and first the step that tells them apart', () => {
    const text = plain(offOrCutOff())
    expect(text).toMatch(
      /^CRITICAL node\/node-3: Either: The machine may be off\. Or: The machine may be cut\n {2}off\n/,
    )
    expect(text).toContain('→ Ask the provider\n')
    expect(text.match(/The Lease was last renewed/g)).toHaveLength(1)
    expect(text).toContain('DO THIS\n  To tell them apart: Ask the provider. Its id there:\n    kubectl get node')
    expect(text.match(/kubectl get node/g)).toHaveLength(1)
    expect(text).toMatch(/If it is node\.powered-off:\n {2}1\. Switch it on\n\n {2}If it is network\.partition:/)
  })

  it('is friendly and short about a healthy node', () => {
    const checked = [
      { cause: 'node.not-ready', text: 'node-3 is Ready' },
      { cause: 'disk.full', text: 'disks have room' },
    ] as const
    const timeline = [{ at: ago(90_000), source: 'events', text: 'Starting', abnormal: false, first: false }]
    const scope = { total: 6, sick: [], level: 'none', shared: [] } as const
    expect(plain(emptyDiagnosis({ checked, timeline, scope }))).toBe(
      [
        'OK node/node-3: All good: 2 checks found nothing wrong',
        'Scope: all 6 nodes are Ready.',
        '',
        'CHECKED AND FINE',
        '  node-3 is Ready; disks have room',
        '',
        'Cluster prod-eu, read at 2026-11-23 19:22:10 UTC in 842 ms.',
        '',
      ].join('\n'),
    )
  })

  it('does not call a node healthy when something could not be decided', () => {
    const checked = [{ cause: 'node.not-ready', text: 'node-3 is Ready' }] as const
    const undecided = [{ cause: 'disk.full', sources: ['kubelet-stats'] }] as const
    const next = [{ do: 'Look at the disks', command: 'df -h' }]
    const text = plain(emptyDiagnosis({ checked, undecided, next }))
    expect(text).toMatch(
      /^INFO node\/node-3: No trouble found in 1 check, 1 more could not be made \(see\n {2}below\)\n/,
    )
    expect(text).toContain('TO LOOK AT THE REST BY HAND\n  1. Look at the disks\n       df -h\n')
  })

  it('sends nobody to work on a mere possibility', () => {
    const [root] = kubeletStopped().findings
    const weak = finding('node.powered-off', { confidence: 0.3, advice: [{ do: 'Ask the provider' }] })
    const text = plain(kubeletStopped({ findings: root ? [root, weak] : [] }))
    expect(text).toContain('node.powered-off')
    expect(text).not.toContain('Ask the provider')
  })

  it('abstains: no cause found, what is wrong, and the next commands', () => {
    const symptom = finding('node.not-ready', {
      level: 'symptom',
      summary: 'node-3 is not Ready',
      because: [reason('seen')],
    })
    const next = [{ do: 'Read the log', command: 'journalctl -u kubelet' }]
    const text = plain(emptyDiagnosis({ findings: [symptom], next }))
    expect(text).toMatch(/^CRITICAL node\/node-3: No cause found for: node-3 is not Ready → Read the log\n/)
    expect(text).toContain('DO THIS NEXT\n  1. Read the log\n       journalctl -u kubelet\n')
    expect(text).toContain(
      'ALSO FOUND\n  node.not-ready: node-3 is not Ready (critical, very likely (90%))\n    + seen [node:',
    )
  })

  it('says that nothing could be checked, of an empty diagnosis too', () => {
    const gaps = [{ source: 'node', reason: 'timeout', detail: 'no answer within 5 s' }] as const
    expect(plain(emptyDiagnosis({ gaps }))).toMatch(
      /^WARNING node\/node-3: Nothing could be checked: 1 source could not/,
    )
    expect(plain(emptyDiagnosis())).toMatch(/^WARNING node\/node-3: Nothing could be checked: 0 sources could not/)
  })

  it('mentions what is worth knowing when all is well', () => {
    const findings = [finding('node.cordoned', { severity: 'info', summary: 'Somebody cordoned it' })]
    const checked = [{ cause: 'node.not-ready', text: 'Ready' }] as const
    expect(plain(emptyDiagnosis({ findings, checked }))).toMatch(/^OK .* nothing wrong\. Worth knowing: Somebody/)
  })

  it('says what the sick nodes share', () => {
    const scope = {
      total: 9,
      sick: ['a', 'b', 'node-3'],
      level: 'group',
      shared: [{ label: 'zone', value: 'eu-1a' }],
    } as const
    expect(plain(kubeletStopped({ scope }), 200)).toContain(
      'Scope: 3 of 9 nodes are sick: a, b, node-3. They share what no healthy node has: zone=eu-1a.\n',
    )
  })

  it('writes colours only when asked, and then nothing but colours', () => {
    expect(plain(kubeletStopped())).not.toContain(ESC)
    const colored = renderText(kubeletStopped(), { color: true, width: 80 })
    expect(colored).toContain(`${ESC}[1;31mCRITICAL${ESC}[0m`)
    expect(colored.replaceAll(new RegExp(`${ESC}\\[[0-9;]+m`, 'g'), '')).toBe(plain(kubeletStopped()))
  })

  it.each([24, 40, 80, 200])('keeps every line but commands within %i columns', (width) => {
    for (const text of [...hostileTexts.map(([, hostile]) => hostile), 'some words, a/long/path/to/some/file.conf']) {
      const lines = plain(filledWith(text, 'df -h'), width).split('\n')
      expect(lines.filter((line) => displayWidth(line) > width)).toEqual([])
    }
  })

  it.each(hostileTexts)('shows %s as text only', (_name, text) => {
    const rendered = plain(filledWith(text))
    expect(rendered.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    expect(titles(rendered)).toEqual(titles(plain(filledWith('harmless'))))
    expect(rendered.length).toBeLessThan(40_000)
  })

  it('shows no secret', () => {
    expect(plain(filledWith('failed with password=hunter2 and so on'))).not.toContain('hunter2')
  })

  it('survives times that no calendar has', () => {
    const timeline = [Number.NaN, Number.POSITIVE_INFINITY, -1e20].map((at) => ({
      at,
      source: 's',
      text: 't',
      abnormal: true,
      first: false,
    }))
    expect(plain(kubeletStopped({ timeline, now: Number.NaN }))).toContain('TIMELINE')
  })
})
