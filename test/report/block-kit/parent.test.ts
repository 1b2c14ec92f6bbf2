import { describe, expect, it } from 'vitest'
import { type ParentProgress, type ParentState, renderParent } from '../../../src/report/block-kit/parent.ts'
import { emptyDiagnosis, filledWith, finding, kubeletStopped, offOrCutOff } from '../diagnosis-builder.ts'
import { hostileTexts } from '../hostile-texts.ts'
import { mrkdwnOf, slackProblems } from './slack-problems.ts'

const asked = {
  task: 'diagnose',
  target: { kind: 'node', name: 'node-3' },
  cluster: 'prod-eu',
  askedBy: 'U012AB3CD',
} as const

function show(state: ParentProgress & Partial<ParentState>) {
  return renderParent({ ...asked, ...state })
}

const done = (diagnosis = kubeletStopped()) => show({ status: 'done', diagnosis, runId: 'run-1' })

describe('renderParent', () => {
  it('ends as a verdict of two lines: what is wrong, what to do', () => {
    expect(done().text).toBe(
      ':red_circle: *CRITICAL node/node-3:* The kubelet on node-3 does not run\n' +
        '→ On node-3: see whether the kubelet runs',
    )
  })

  it('says in small print how far it reaches, where and when it was read, and for whom', () => {
    expect(done().blocks[1]).toEqual({
      type: 'context',
      elements: [
        {
          type: 'plain_text',
          text: '1 of 6 nodes is sick: node-3 · cluster prod-eu · read at 2026-11-23 19:22:10 UTC',
          emoji: false,
        },
        { type: 'mrkdwn', text: 'asked by <@U012AB3CD>' },
      ],
    })
  })

  it('has buttons that carry the id of the run', () => {
    expect(buttonsOf(done())).toEqual([
      ['Run again', 'diagnose_again', 'run-1'],
      ['Full describe', 'full_describe', 'run-1'],
      ['Evidence', 'evidence', 'run-1'],
    ])
  })

  it('offers a full description of nodes only', () => {
    const diagnosis = emptyDiagnosis({ target: { kind: 'cluster' } })
    const message = show({ target: { kind: 'cluster' }, status: 'done', diagnosis, runId: 'run-1' })
    expect(buttonsOf(message).map(([, id]) => id)).toEqual(['diagnose_again', 'evidence'])
  })

  it('says that nothing is wrong, and leaves the second line out', () => {
    const checked = [{ cause: 'disk.full', text: 'DiskPressure is not True' }] as const
    expect(done(emptyDiagnosis({ checked })).text).toBe(
      ':white_check_mark: *OK node/node-3:* All good: 1 check found nothing wrong',
    )
  })

  it('says that it does not know rather than guess', () => {
    const next = [{ do: 'Read the log of the kubelet' }]
    const symptom = finding('node.not-ready', { level: 'symptom', summary: 'node-3 is not Ready' })
    expect(done(emptyDiagnosis({ findings: [symptom], next })).text).toBe(
      ':red_circle: *CRITICAL node/node-3:* No cause found for: node-3 is not Ready\n→ Read the log of the kubelet',
    )
    const gaps = [{ source: 'node', reason: 'forbidden', detail: 'no' }] as const
    expect(done(emptyDiagnosis({ gaps, next })).text).toBe(
      ':large_orange_circle: *WARNING node/node-3:* Nothing could be checked: 1 source could not be read\n' +
        '→ Read the log of the kubelet',
    )
  })

  it('names both candidates where the evidence cannot separate them', () => {
    expect(done(offOrCutOff()).text).toBe(
      ':red_circle: *CRITICAL node/node-3:* Either: The machine may be off. Or: The machine may be cut off\n' +
        '→ Ask the provider',
    )
  })

  it.each<readonly [ParentProgress & Partial<ParentState>, string]>([
    [{ status: 'queued', ahead: 0 }, ':hourglass_flowing_sand: *node/node-3:* about to start'],
    [{ status: 'queued', ahead: 2 }, ':hourglass_flowing_sand: *node/node-3:* in line, 2 questions before it'],
    [
      { status: 'running', done: 4, total: 16, text: 'read lease' },
      ':mag: *node/node-3:* reading the cluster\n→ ▰▰▰▱▱▱▱▱▱▱ 4 of 16 sources, read lease',
    ],
    [
      { status: 'failed', message: 'no cluster is called prod-eu' },
      ':x: *node/node-3:* the diagnosis failed: no cluster is called prod-eu\n→ Ask again: `/k8s diagnose node/node-3`',
    ],
    [
      { status: 'expired' },
      ':warning: *node/node-3:* the diagnosis did not come in time: it waited too long for a worker, or took too long\n' +
        '→ `/k8s status` tells whether a worker lives. Ask again: `/k8s diagnose node/node-3`',
    ],
    [
      { status: 'cancelled', by: 'U099ZZ9ZZ' },
      ':no_entry: *node/node-3:* the diagnosis was cancelled\n→ Ask again: `/k8s diagnose node/node-3`',
    ],
    [
      { status: 'missing', nearest: ['node-1', 'node-2'] },
      ':grey_question: *node/node-3:* there is no such node\n→ Did you mean `node-1` or `node-2`? `/k8s nodes` lists all.',
    ],
    [
      { status: 'missing', nearest: [] },
      ':grey_question: *node/node-3:* there is no such node\n→ `/k8s nodes` lists all.',
    ],
    [
      { status: 'failed', message: 'no answer', task: 'describe' },
      ':x: *node/node-3:* the full description failed: no answer\n→ Click "Full describe" again.',
    ],
  ])('has words for %o', (state, text) => {
    const message = show(state)
    expect(message.text).toBe(text)
    expect(slackProblems(message)).toEqual([])
    expect(buttonsOf(message)).toEqual([])
  })

  it('mentions nobody whose id is none of Slack', () => {
    expect(mrkdwnOf(show({ status: 'cancelled', by: '!channel' }))).toContain(
      'asked by <@U012AB3CD>, cancelled by somebody',
    )
  })

  it('says who cancelled', () => {
    expect(mrkdwnOf(show({ status: 'cancelled', by: 'U099ZZ9ZZ' }))).toContain(
      'asked by <@U012AB3CD>, cancelled by <@U099ZZ9ZZ>',
    )
  })

  it.each(hostileTexts)('lets nothing but text in: %s', (_, text) => {
    const target = { kind: 'node', name: text } as const
    const states: readonly (ParentProgress & Partial<ParentState>)[] = [
      { status: 'done', diagnosis: filledWith(text), runId: 'run-1', target, cluster: text },
      { status: 'failed', message: text, target, cluster: text },
      { status: 'running', done: 1, total: 2, text, target, cluster: text },
      { status: 'missing', nearest: [text, text], target, cluster: text },
      { status: 'cancelled', by: text, target, cluster: text, askedBy: text },
    ]
    for (const message of states.map(show)) {
      expect(slackProblems(message)).toEqual([])
      expect(JSON.stringify(message)).not.toMatch(/\\u00[01]|[\p{Cf}\p{Cs}]/u)
      expect(mrkdwnOf(message).join().replaceAll('<@U012AB3CD>', '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
    }
  })

  it('shows no secret', () => {
    expect(JSON.stringify(show({ status: 'failed', message: 'refused password=hunter2' }))).not.toContain('hunter2')
  })
})

function buttonsOf({ blocks }: ReturnType<typeof renderParent>): readonly (readonly unknown[])[] {
  const actions = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
  return actions.map((element) =>
    element.type === 'button' ? [element.text.text, element.action_id, element.value] : [],
  )
}
