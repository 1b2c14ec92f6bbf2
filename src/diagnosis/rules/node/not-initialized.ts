import { minutes } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { spanText } from '../../span.ts'
import { nodeNameOf } from '../../target.ts'

/** Set by the kubelet at registration with `--cloud-provider=external`, removed by the cloud-controller-manager. */
const uninitialized = 'node.cloudprovider.kubernetes.io/uninitialized'

/** A working cloud-controller-manager needs seconds. */
const usualMs = minutes(3)

/** The cloud-controller-manager has not initialised the node, so almost nothing may run there. */
export const nodeNotInitialized = defineRule({
  cause: 'node.not-initialized',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeTaint'],
  wants: ['nodeIdentity'],
  decide(facts, { now, target }): Verdict {
    const taint = facts.nodeTaint.find(({ value }) => value.key === uninitialized)
    if (!taint) return { status: 'False' }
    const [identity] = facts.nodeIdentity
    const since = taint.value.addedAt ?? identity?.value.createdAt
    const waitedMs = since === undefined ? usualMs : now - since
    const isJoining = waitedMs < usualMs
    const hasNoId = identity?.value.providerId === ''
    return {
      status: 'True',
      confidence: isJoining ? 0.5 : hasNoId ? 0.95 : 0.85,
      severity: isJoining ? 'info' : 'critical',
      summary: `${nodeNameOf(target)} has waited ${spanText(waitedMs)} for the cloud-controller-manager: no pod may start there`,
      because: [
        because(`Taint ${uninitialized} is still set`, taint),
        ...(hasNoId
          ? [because('.spec.providerID is empty: the cloud-controller-manager has never seen it', identity)]
          : []),
      ],
    }
  },
  advice: steps,
})

function steps({ target }: RuleContext): readonly Advice[] {
  const node = nodeNameOf(target)
  return [
    {
      do: 'See whether a cloud-controller-manager runs, and what it says about this node',
      command: `kubectl get pods -n kube-system -o name | grep -i cloud-controller | xargs -rI{} kubectl logs -n kube-system {} --tail=500 | grep -w ${node}`,
      answers: [
        {
          if: 'no pod at all',
          then: 'install the cloud-controller-manager of your provider, or drop --cloud-provider=external',
        },
        { if: 'instance not found', then: 'the node name is not the name of the instance: kubelet.name-mismatch' },
        { if: 'forbidden or unauthorized', then: 'repair its RBAC or its credentials at the provider' },
        { if: 'nothing about this node', then: 'it is Pending or crashing: does it tolerate this taint itself?' },
      ],
    },
    {
      do: 'As a last resort, without a cloud provider that matters: remove the taint by hand',
      command: `kubectl taint nodes ${node} ${uninitialized}-`,
      risk: 'Zone labels, addresses and provider id stay empty: volumes and load balancers will not work here.',
    },
  ]
}
