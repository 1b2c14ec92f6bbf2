import type { Advice } from '../../rule.ts'

/** The one step that separates a machine that is off from one that is cut off: ask whoever owns it, not the network. */
export function machineStateStep(node: string): Advice {
  return {
    do: 'Look up the machine at its provider: off and cut off look alike from the cluster. Its id there:',
    command: `kubectl get node ${node} -o jsonpath='{.spec.providerID}{"\\n"}'`,
    answers: [
      {
        if: 'aws:///<zone>/<id>',
        then: '`aws ec2 describe-instance-status --include-all-instances --instance-ids <id>`',
      },
      { if: 'gce://<project>/<zone>/<name>', then: '`gcloud compute instances describe <name> --zone <zone>`' },
      { if: 'azure://<resource id>', then: '`az vm get-instance-view --ids <resource id>`' },
      {
        if: 'anything else, or empty',
        then: 'ask the hypervisor, or the BMC: `ipmitool -H <bmc> chassis power status`',
      },
      { if: 'the provider says stopped', then: 'it is off: node.powered-off' },
      { if: 'the provider does not know it any more', then: 'it was deleted: node.deleted-at-provider' },
      { if: 'the provider says running', then: 'open its console: it is cut off (network.partition) or hangs' },
    ],
  }
}
