import { describe, expect, it } from 'vitest'
import type { Advice } from '../../../src/diagnosis/rule.ts'
import { renderFindings } from '../../../src/report/block-kit/findings.ts'
import { emptyDiagnosis, filledWith, finding, kubeletStopped, offOrCutOff, reason } from '../diagnosis-builder.ts'
import { hostileTexts } from '../hostile-texts.ts'
import { mrkdwnOf, slackProblems } from './slack-problems.ts'

const texts = (diagnosis = kubeletStopped()) => renderFindings(diagnosis).map(({ text }) => text)

describe('renderFindings', () => {
  it('begins with the root cause, what it led to, and why', () => {
    expect(texts()[0]).toBe(
      [
        '*Root cause:* `kubelet.stopped`, very likely (90%)',
        '→ leads to `node.not-ready`: node-3 is not Ready for 5 min',
        '*Why*',
        '• Ready is Unknown: nobody writes it any more _[node: Node node-3 .status.conditions[Ready]]_',
        '• Port 10250 refuses _[kubelet-health]_',
        '*What speaks against it*',
        '• The port was asked only once',
      ].join('\n'),
    )
  })

  it('goes on with what to do, each command in a block of its own', () => {
    expect(texts()[1]).toBe(
      [
        '*Do this*',
        '*1. On node-3: see whether the kubelet runs*',
        '```\nsystemctl status kubelet --no-pager --lines 50 --full --output short-iso-precise\n```',
        '• *If* inactive (dead) → start it with `systemctl start kubelet`',
        '• *If* active (running) → it hangs: read its log',
        '*Risk:* none',
        '*2. Start it again*',
        '```\nsystemctl restart kubelet\n```',
        '*Risk:* Its pods may be evicted',
      ].join('\n'),
    )
  })

  it('ends with what else was found, how it began, and what was and was not checked', () => {
    expect(texts()[2]).toBe(
      [
        '*Also found*',
        '• `node.cordoned`: Somebody cordoned node-3 _(worth knowing)_',
        '*How it began (UTC)*',
        '• Nov 22 18:22, 25h ago: Starting kubelet',
        '• 19:15:56, 6m14s ago: *Last renewal of the Lease* _← here it began_',
        '• 19:17:03, 5m7s ago: *Ready became Unknown*',
        '*Could not be checked*',
        '• *csrs:* no permission _(User "viewer" cannot list resource "certificatesigningrequests")_; leaves open kubelet.name-mismatch',
        '*Checked and fine:* 1 check found nothing wrong, see *Evidence*',
      ].join('\n'),
    )
  })

  it('shows both candidates and the command that tells them apart', () => {
    const [causes, advice] = texts(offOrCutOff())
    expect(causes).toContain(
      '*Possible root causes, which the evidence cannot tell apart*\n`node.powered-off`, possible (50%)',
    )
    expect(causes).toContain('*For each of them*\n• The Lease was last renewed 6 min ago')
    expect(advice).toBe(
      [
        '*To tell them apart: Ask the provider. Its id there:*',
        '```\nkubectl get node node-3 -o yaml\n```',
        '*If it is* `node.powered-off`',
        '*1. Switch it on*',
        '*If it is* `network.partition`',
        '*1. Look at the firewall*',
      ].join('\n'),
    )
  })

  it('shows what was found before what to run next where no cause was found', () => {
    const symptom = finding('node.not-ready', {
      level: 'symptom',
      summary: 'node-3 is not Ready',
      because: [reason('Ready is False')],
    })
    const next: Advice = { do: 'Read the log of the kubelet', command: 'journalctl -u kubelet' }
    const [found, advice] = texts(emptyDiagnosis({ findings: [symptom], next: [next] }))
    expect(found).toMatch(/^\*Found\*\n• `node.not-ready`: node-3 is not Ready/)
    expect(advice).toBe('*Do this next*\n*1. Read the log of the kubelet*\n```\njournalctl -u kubelet\n```')
  })

  it('lists what is fine where nothing is wrong', () => {
    const checked = [{ cause: 'disk.full', text: 'DiskPressure is not True' }] as const
    expect(texts(emptyDiagnosis({ checked }))).toEqual(['*Checked and fine*\n• DiskPressure is not True'])
  })

  it('has nothing to say of an empty diagnosis', () => {
    expect(renderFindings(emptyDiagnosis())).toEqual([])
  })

  it('cuts long lists and says where the rest is', () => {
    const because = Array.from({ length: 9 }, (_, index) => reason(`Reason ${index}`))
    const advice = Array.from({ length: 9 }, (_, index) => ({ do: `Step ${index}` }))
    const gaps = Array.from(
      { length: 9 },
      (_, index) => ({ source: `s${index}`, reason: 'timeout', detail: `d${index}` }) as const,
    )
    const root = finding('kubelet.stopped', { because, advice })
    const rootCause = { cause: root.cause, confidence: 0.9, summary: '', alternatives: [] }
    const [why, steps, rest] = texts(emptyDiagnosis({ rootCause, findings: [root], gaps }))
    expect(why).toMatch(/• _and 4 more, see_ \*Evidence\*$/)
    expect(steps).toMatch(/\n_and 4 more, see_ \*Evidence\*$/)
    expect(rest).toMatch(/• _and 3 more, see_ \*Evidence\*$/)
  })

  it('leaves a step out whole rather than cut its command', () => {
    const long = 'x '.repeat(950).trim()
    const advice = Array.from(
      { length: 5 },
      (_, index): Advice => ({ do: `Step ${index}`, command: `${index} ${long}` }),
    )
    const root = finding('kubelet.stopped', { advice })
    const rootCause = { cause: root.cause, confidence: 0.9, summary: '', alternatives: [] }
    const message = renderFindings(emptyDiagnosis({ rootCause, findings: [root] }))[1]
    const commands = commandsOf(message?.blocks)
    expect(commands).toEqual(advice.slice(0, 4).map(({ command }) => command))
    expect(message?.blocks.at(-1)).toEqual({
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'The rest is in *Evidence*.' }],
    })
  })

  it('keeps a command as it is, whatever it holds', () => {
    const command = 'kubectl get node a -o jsonpath=\'{..}\' | grep "<&>" # ``` `x` *y*'
    const root = finding('kubelet.stopped', { advice: [{ do: 'Look', command }] })
    const rootCause = { cause: root.cause, confidence: 0.9, summary: '', alternatives: [] }
    expect(commandsOf(renderFindings(emptyDiagnosis({ rootCause, findings: [root] }))[1]?.blocks)).toEqual([command])
  })

  it.each(hostileTexts)('keeps its structure and stays within limits whatever the cluster says: %s', (name, text) => {
    const messages = renderFindings(filledWith(text))
    for (const message of messages) {
      expect(slackProblems(message)).toEqual([])
      expect(JSON.stringify(message)).not.toMatch(/\\u00[01]|[\p{Cf}\p{Cs}]/u)
      expect(mrkdwnOf(message).join()).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
      expect(spanTypes(message.blocks).filter((type) => type !== 'text')).toEqual([])
    }
    if (name === 'nothing' || text.length > 2000) return
    expect(messages.map(({ blocks }) => skeleton(blocks))).toEqual(
      renderFindings(filledWith('harmless')).map(({ blocks }) => skeleton(blocks)),
    )
  })

  it('shows no secret', () => {
    expect(JSON.stringify(renderFindings(filledWith('failed with password=hunter2 and so on')))).not.toContain(
      'hunter2',
    )
  })
})

function commandsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && value.type === 'rich_text_preformatted') return allTexts(value)
  return Object.values(value).flatMap(commandsOf)
}

function allTexts(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return 'text' in value ? [String(value.text)] : Object.values(value).flatMap(allTexts)
}

/** The kinds of inline elements: mentions, links and emoji would be seen here. */
function spanTypes(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const nested = Object.values(value).flatMap(spanTypes)
  const isSpan = 'type' in value && !('elements' in value)
  return isSpan && !String(value.type).startsWith('mrkdwn') ? [String(value.type), ...nested] : nested
}

/** Blocks and their parts without the inline elements. */
function skeleton(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(skeleton)
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined
  const isLine = value.type === 'rich_text_section' || value.type === 'rich_text_preformatted'
  return [value.type, 'elements' in value && !isLine ? skeleton(value.elements) : undefined]
}
