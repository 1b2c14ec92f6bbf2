import { type ApiState, apiStateOf, attemptLines } from '../../api-state.ts'
import type { Fact } from '../../fact.ts'
import { type KubeletPort, kubeletPortOf } from '../../kubelet-port.ts'
import { writeKinds, writesOf } from '../../leadership.ts'
import { namesText } from '../../names-text.ts'
import { type Because, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { isSilent } from '../../silence.ts'
import { isInOnePlace } from '../node/scope-of-silence.ts'

const role = 'node-role.kubernetes.io/control-plane'

/** Nothing of the node came back to the API server: off, or cut off in both directions. */
const unreached: ReadonlySet<KubeletPort> = new Set<KubeletPort>(['vanished', 'no-answer', 'no-route'])

/** Many nodes fell silent at once while API server, etcd and controllers work: what lies between them is at fault. */
export const networkLoadBalancerFault = defineRule({
  cause: 'network.load-balancer-fault',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: ['apiserverReach'],
  wants: ['kubeletReach', 'siblingReach', ...writeKinds],
  decide(facts, context): Verdict {
    const doubt = doubtful[apiStateOf(facts.apiserverReach)]
    if (doubt) {
      return { status: 'True', severity: 'warning', ...doubt, because: attemptLines(facts.apiserverReach) }
    }
    const { silent, count } = silentNodes(facts.siblingNode, context)
    if (count < 2 || count * 2 < facts.siblingNode.length || isInOnePlace(context.scope)) return { status: 'False' }
    const { inside } = writesOf(facts, context.now)
    if (!inside) return { status: 'False' }
    const reaches = [...facts.kubeletReach, ...facts.siblingReach]
    // A host that refuses is reached, and no balancer stops its kubelet.
    if (reaches.some((one) => kubeletPortOf([one]) === 'closed')) return { status: 'False' }
    const port = kubeletPortOf(reaches)
    const [reach] = reaches
    return {
      status: 'True',
      confidence: confidenceOf(context, onlyWorkers(facts.siblingNode, context), port),
      summary: `${count} of ${context.scope.total} nodes fell silent while the control plane works: the load balancer or network between nodes and API server is at fault`,
      because: [
        silentLine(silent, count),
        because('The control plane writes its own leases, so API server and etcd work', inside),
        ...(onlyWorkers(facts.siblingNode, context)
          ? [
              because(
                'Only control-plane nodes still report: they reach the API server without the load balancer',
                inside,
              ),
            ]
          : []),
        ...(port === 'answers' ? [because('The kubelet itself answers, so it runs and cannot report', reach)] : []),
      ],
      against: againstLines(port, reach),
    }
  },
  advice: ({ target }) => [
    {
      do: 'On a silent node, ask the API server by the address that its kubelet uses',
      command: 'curl -k --max-time 5 "$(grep -oE "https://[^ ]+" /etc/kubernetes/kubelet.conf | head -n 1)/livez"',
      answers: [
        {
          if: 'ok',
          then: 'the way is free: journalctl -u kubelet -n 30 tells why the kubelet does not report (certificate?)',
        },
        {
          if: 'no answer, refused or 5xx',
          then: 'load balancer or network: ask one API server directly at <its address>:6443/livez; if that is ok, repair the balancer',
        },
        { if: 'could not resolve host', then: 'the name of the endpoint does not resolve on the nodes: DNS' },
        { if: 'you cannot log in', then: "the machines themselves may be off: look at the provider's console" },
      ],
    },
    {
      do: `Look at the balancer: backends, health checks, address, and what changed last${
        target.kind === 'node' ? '. Do not repair this node by itself: the others are sick in the same way' : ''
      }`,
    },
  ],
})

/** Answers that may come from a balancer whose backends are lost; a dead API server behind it is likelier. */
const doubtful: Partial<Record<ApiState, { readonly confidence: number; readonly summary: string }>> = {
  cut: { confidence: 0.35, summary: 'A load balancer without a live backend cuts connections in this way too' },
  'proxy-error': { confidence: 0.35, summary: 'The proxy in front may itself have lost a healthy API server' },
  flaky: {
    confidence: 0.45,
    summary: 'Some requests are answered and others refused: one of several backends is dead',
  },
}

/**
 * The nodes known to be silent, and how many there are in all: of large clusters only a sample is known, and the Table's
 * NotReady leaves it open; then the sample speaks for them.
 */
function silentNodes(siblings: readonly Fact<'siblingNode'>[], { now }: RuleContext) {
  const silent = siblings.filter(({ value }) => isSilent(value, now))
  const rest = siblings.filter(({ value }) => value.ready !== 'True' && !isSilent(value, now))
  const open = rest.filter(({ value }) => value.reason === 'NotReady' && value.leaseRenewedAt === undefined)
  const talking = rest.length - open.length
  return { silent, count: silent.length > talking ? silent.length + open.length : silent.length }
}

/** Every healthy node is a control-plane node, and there is one. */
function onlyWorkers(siblings: readonly Fact<'siblingNode'>[], { scope }: RuleContext): boolean {
  const healthy = siblings.filter(({ value }) => !scope.sick.includes(value.name))
  return healthy.length > 0 && healthy.every(({ value }) => role in value.labels)
}

function confidenceOf({ scope }: RuleContext, workers: boolean, port: KubeletPort): number {
  if (unreached.has(port)) return scope.level === 'all' ? 0.45 : 0.35
  const base = workers || scope.level === 'all' ? 0.7 : 0.6
  return port === 'answers' ? base + 0.15 : base
}

function againstLines(
  port: KubeletPort,
  reach: Fact<'kubeletReach'> | Fact<'siblingReach'> | undefined,
): readonly Because[] {
  if (!unreached.has(port)) return []
  return [
    because('The API server does not reach the kubelet either, which no load balancer in front of it explains', reach),
  ]
}

function silentLine(silent: readonly Fact<'siblingNode'>[], count: number): Because {
  const names = silent.map(({ value }) => value.name)
  return because(`${namesText(names, 4, count)}: Lease run out or Ready Unknown`, ...silent.slice(0, 4))
}
