import type { Diagnosis, Finding } from '../../src/diagnosis/diagnosis.ts'
import type { Advice, Because } from '../../src/diagnosis/rule.ts'

/** The clock of every report test. */
export const now = Date.parse('2026-11-23T19:22:10Z')

/** That many seconds before `now`. */
export function ago(seconds: number): number {
  return now - seconds * 1000
}

/** A diagnosis in which nothing was found, nothing was checked and nothing was missed. */
export function emptyDiagnosis(overrides: Partial<Diagnosis> = {}): Diagnosis {
  return {
    target: { kind: 'node', name: 'node-3' },
    cluster: 'prod-eu',
    startedAt: ago(1),
    durationMs: 842,
    now,
    rootCause: null,
    findings: [],
    chain: [],
    checked: [],
    undecided: [],
    gaps: [],
    scope: { total: 0, sick: [], level: 'unknown', shared: [] },
    timeline: [],
    next: [],
    ...overrides,
  }
}

/** A finding; its summary names the cause unless another is given. */
export function finding(cause: Finding['cause'], overrides: Partial<Finding> = {}): Finding {
  return {
    cause,
    level: 'cause',
    severity: 'critical',
    confidence: 0.9,
    summary: `Summary of ${cause}`,
    because: [],
    against: [],
    advice: [],
    explains: [],
    explainedBy: [],
    ...overrides,
  }
}

/** A reason read from one place. */
export function reason(text: string, source = 'node', ref = 'Node node-3 .status.conditions[Ready]'): Because {
  return { text, evidence: [{ source, readAt: now, ref }] }
}

const step: Advice = {
  do: 'On node-3: see whether the kubelet runs',
  command: 'systemctl status kubelet --no-pager --lines 50 --full --output short-iso-precise',
  answers: [
    { if: 'inactive (dead)', then: 'start it with `systemctl start kubelet`' },
    { if: 'active (running)', then: 'it hangs: read its log' },
  ],
  risk: 'none',
}

/** The kubelet of node-3 was stopped: every field is filled. */
export function kubeletStopped(overrides: Partial<Diagnosis> = {}): Diagnosis {
  const root = finding('kubelet.stopped', {
    summary: 'The kubelet on node-3 does not run',
    because: [
      reason('Ready is Unknown: nobody writes it any more'),
      reason('Port 10250 refuses', 'kubelet-health', ''),
    ],
    against: [{ text: 'The port was asked only once', evidence: [] }],
    advice: [step, { do: 'Start it again', command: 'systemctl restart kubelet', risk: 'Its pods may be evicted' }],
    explains: ['node.not-ready'],
  })
  const symptom = finding('node.not-ready', {
    level: 'symptom',
    summary: 'node-3 is not Ready for 5 min',
    explainedBy: ['kubelet.stopped'],
  })
  return emptyDiagnosis({
    rootCause: { cause: root.cause, confidence: root.confidence, summary: root.summary, alternatives: [] },
    findings: [root, symptom, finding('node.cordoned', { severity: 'info', summary: 'Somebody cordoned node-3' })],
    chain: ['kubelet.stopped', 'node.not-ready'],
    checked: [{ cause: 'disk.full', text: 'DiskPressure is not True' }],
    undecided: [{ cause: 'kubelet.name-mismatch', sources: ['csrs'] }],
    gaps: [
      {
        source: 'csrs',
        reason: 'forbidden',
        detail: 'User "viewer" cannot list resource "certificatesigningrequests"',
      },
    ],
    scope: { total: 6, sick: ['node-3'], level: 'node', shared: [] },
    timeline: [
      { at: ago(90_000), source: 'events', text: 'Starting kubelet', abnormal: false, first: false },
      { at: ago(374), source: 'lease', text: 'Last renewal of the Lease', abnormal: true, first: true },
      { at: ago(307), source: 'node', text: 'Ready became Unknown', abnormal: true, first: false },
    ],
    ...overrides,
  })
}

/** The machine is off or cut off: two candidates that share a reason. */
export function offOrCutOff(): Diagnosis {
  const separating: Advice = { do: 'Ask the provider. Its id there:', command: 'kubectl get node node-3 -o yaml' }
  const shared = reason('The Lease was last renewed 6 min ago', 'lease', 'Lease kube-node-lease/node-3')
  const off = finding('node.powered-off', {
    confidence: 0.5,
    summary: 'The machine may be off',
    because: [reason('No packet comes back'), shared],
    advice: [separating, { do: 'Switch it on' }],
  })
  const cut = finding('network.partition', {
    confidence: 0.45,
    summary: 'The machine may be cut off',
    because: [shared],
    advice: [separating, { do: 'Look at the firewall' }],
  })
  return emptyDiagnosis({
    rootCause: { cause: off.cause, confidence: 0.5, summary: off.summary, alternatives: [cut.cause] },
    findings: [off, cut],
    chain: ['node.powered-off'],
  })
}

/** A diagnosis of which every text that may come from a cluster is the given one; commands too, unless given. */
export function filledWith(text: string, command = text): Diagnosis {
  const because: Because = { text, evidence: [{ source: text, readAt: now, ref: text }] }
  const advice: Advice = { do: text, command, answers: [{ if: text, then: text }], risk: text }
  const filled = { summary: text, because: [because], against: [because], advice: [advice, { do: text }] }
  return emptyDiagnosis({
    target: { kind: 'node', name: text },
    cluster: text,
    rootCause: { cause: 'kubelet.stopped', confidence: 0.9, summary: text, alternatives: [] },
    findings: [finding('kubelet.stopped', filled), finding('node.not-ready', filled), finding('disk.full', filled)],
    chain: ['kubelet.stopped', 'node.not-ready'],
    checked: [{ cause: 'runtime.down', text }],
    undecided: [{ cause: 'runtime.hung', sources: [text] }],
    gaps: [{ source: text, reason: 'timeout', detail: text }],
    scope: { total: 9, sick: [text, text], level: 'group', shared: [{ label: text, value: text }] },
    timeline: [{ at: ago(60), source: text, text, abnormal: true, first: true }],
    next: [advice],
  })
}
