import { type ApiState, apiStateOf, attemptLines } from '../../api-state.ts'
import type { Fact } from '../../fact.ts'
import { addressSteps } from '../../obstacle-steps.ts'
import { because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { downLine, managedStep, staticPodAdvice, staticPodsOf } from '../../static-pod.ts'

/** What a dead API server looks like from outside; the other states are no sign of it. */
const deaths: Partial<Record<ApiState, { readonly confidence: number; readonly summary: string }>> = {
  refuses: { confidence: 0.9, summary: 'The API server refuses connections: kube-apiserver does not listen' },
  silent: { confidence: 0.75, summary: 'The API server does not answer: it hangs, or packets to it vanish' },
  cut: { confidence: 0.6, summary: 'Connections to the API server are cut before it answers' },
  'proxy-error': {
    confidence: 0.7,
    summary: 'A proxy in front of the API server answers with errors: no kube-apiserver behind it works',
  },
  far: {
    confidence: 0.35,
    summary: "The API server cannot be reached from here; that may be this machine's network or resolver",
  },
  foreign: {
    confidence: 0.3,
    summary: "What listens at the API server's address is no API server, or does not want this client",
  },
}

/** kube-apiserver does not run, hangs, or one of several does not run. Also tells what was tried. */
export const apiserverDown = defineRule({
  cause: 'apiserver.down',
  severity: 'critical',
  targets: ['node', 'control-plane', 'cluster'],
  needs: ['apiserverReach'],
  wants: ['apiserverCheck', 'controlPlanePod'],
  decide({ apiserverReach, apiserverCheck, controlPlanePod }, context): Verdict {
    const state = apiStateOf(apiserverReach)
    if (state === 'impostor') return impostor(apiserverReach)
    const death = deaths[state]
    if (death) return { status: 'True', ...death, because: attemptLines(apiserverReach) }
    if (state !== 'answers') return { status: 'False' }
    return (
      oneOfSeveral(controlPlanePod, context) ?? starting(apiserverCheck) ?? fineLine(apiserverReach, apiserverCheck)
    )
  },
  advice: () => [
    ...staticPodAdvice(
      'kube-apiserver',
      'it is up but not reached: curl -k https://127.0.0.1:6443/livez there. "ok" → load balancer, firewall or address in front; no answer → it hangs, look at etcd and at memory, then restart it',
      [
        {
          if: '"connection refused" or "deadline exceeded" for :2379',
          then: 'etcd is the cause: crictl ps -a --name etcd',
        },
        { if: '"x509: certificate has expired"', then: 'kubeadm certs check-expiration; kubeadm certs renew all' },
        { if: '"unknown flag" or a file that is not found', then: 'undo the last edit of its manifest' },
        { if: '"address already in use"', then: 'a second process holds the port: ss -ltnp sport = :6443' },
      ],
    ),
    managedStep,
  ],
})

/** Certain that nothing there is an API server; whether the address or the server is wrong, a person has to see. */
function impostor(reaches: readonly Fact<'apiserverReach'>[]): Verdict {
  const message = reaches.find(({ value }) => value.path === '/version')?.value.message ?? ''
  return {
    status: 'True',
    confidence: 0.6,
    summary: `${message.charAt(0).toUpperCase()}${message.slice(1)}`,
    because: attemptLines(reaches),
    advice: addressSteps,
  }
}

function oneOfSeveral(pods: readonly Fact<'controlPlanePod'>[], { scope, target }: RuleContext): Verdict | undefined {
  const { up, down } = staticPodsOf(pods, 'kube-apiserver', scope.sick)
  // Where none is up, whoever answers is not among these pods: they tell nothing.
  if (down.length === 0 || up.length === 0) return undefined
  return {
    status: 'True',
    severity: target.kind === 'node' ? 'info' : 'warning',
    confidence: 0.8,
    summary: `${down.length} of ${up.length + down.length} API servers does not run; the others answer`,
    because: down.map(downLine),
  }
}

/** Just started: its hooks are not through. etcd's own checks are another rule's matter. */
function starting(checks: readonly Fact<'apiserverCheck'>[]): Verdict | undefined {
  const failed = checks.filter(({ value }) => !value.ok)
  if (failed.length === 0 || failed.some(({ value }) => value.check.startsWith('etcd'))) return undefined
  return {
    status: 'True',
    severity: 'info',
    confidence: 0.3,
    summary: 'The API server answers but is not ready: it is starting or shutting down; ask again in half a minute',
    because: failed.map((check) =>
      because(`/${check.value.endpoint} says that ${check.value.check} is not done`, check),
    ),
  }
}

function fineLine(reaches: readonly Fact<'apiserverReach'>[], checks: readonly Fact<'apiserverCheck'>[]): Verdict {
  const version = reaches.find(({ value }) => value.path === '/version')
  if (version?.value.status !== 200 || checks.some(({ value }) => !value.ok)) return { status: 'False' }
  return { status: 'False', fine: `The API server answers (/version in ${version.value.tookMs} ms)` }
}
