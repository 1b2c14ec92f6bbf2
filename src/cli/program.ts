import { Command, Option } from 'commander'
import type { Config } from '../config.ts'
import { version } from '../version.ts'
import { describeCause, listCauses } from './causes.ts'
import { completionScript, shells } from './completion.ts'
import { type DiagnoseFlags, readRequest } from './diagnose-options.ts'
import type { Terminal } from './terminal.ts'

/** What commands run in. */
export interface ProgramContext {
  readonly config: Config
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  readonly interactive: boolean
  /** Told by a command that ends with another code than 0. */
  exit(code: number): void
}

const examples = `
Examples:
  kubemedic diagnose node-3                         why is this node sick?
  kubemedic diagnose control-plane -o json | jq .rootCause
  kubemedic diagnose node-3 --save node-3.json      keep everything that was read
  kubemedic diagnose --from node-3.json             the same diagnosis again, without a cluster
  kubemedic causes kubelet.stopped                  what a cause means and explains

Exit codes:
  0 done   1 --fail-on met   2 wrong call or configuration   3 target or cluster unreachable,
  credentials not accepted, or (with --fail-on) the target itself may not be read`

/** Every command with its help. A file a command; this one only names them. */
export function createProgram(context: ProgramContext): Command {
  const program = new Command('kubemedic')
    .description('Says why a Kubernetes node, or the control plane behind it, is sick: with evidence and advice.')
    .version(version, '-V, --version')
    .addHelpText('after', examples)
    .showHelpAfterError('(kubemedic --help shows commands and examples)')
    .exitOverride()
    .configureOutput({ writeOut: context.terminal.result, writeErr: (text) => context.terminal.note(text.trimEnd()) })
  addDiagnose(program, context)
  program
    .command('serve')
    .description('run the Slack bot: /k8s diagnose node-3, answered in a thread (settings: .env.example)')
    .action(async () => {
      // Loaded now: Slack's libraries take longer to load than a diagnosis takes to read a node.
      const { serve } = await import('./serve.ts')
      context.exit(await serve(context))
    })
  program
    .command('causes [id]')
    .description('list every cause in the vocabulary (those without a rule are marked), or explain one')
    .action((id?: string) => context.terminal.result(id === undefined ? listCauses() : describeCause(id)))
  program
    .command('completion')
    .description('print a completion script for your shell')
    .argument('<shell>', shells.join(', '))
    .action((shell: string) => context.terminal.result(completionScript(shell, program)))
  return program
}

function addDiagnose(program: Command, context: ProgramContext): void {
  program
    .command('diagnose [target...]')
    .description('find the root cause of what is wrong with a target: node/<name> (or <name>), control-plane, cluster')
    .option('--context <name>', "the kubeconfig's context to use, instead of the current one")
    .option('--kubeconfig <file>', 'the kubeconfig to read, instead of KUBECONFIG or ~/.kube/config')
    .addOption(
      new Option('-o, --output <form>', 'form of the report; of several targets, json is one document a line')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .option('--save <file>', 'also write everything that was read, without secrets, into a bundle (replaces the file)')
    .addOption(
      new Option('--from <file>', 'diagnose a saved bundle by its own clock, without a cluster').conflicts([
        'save',
        'context',
        'kubeconfig',
      ]),
    )
    .option('--timeout <time>', 'time limit for each target, credential plugins included', '30s')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when a finding is at least this bad').choices([
        'critical',
        'warning',
      ]),
    )
    .action(async (names: string[], flags: DiagnoseFlags) => {
      const request = readRequest(names, flags)
      // Loaded now, because rules, reports and the cluster's client are needed by no other command.
      const { diagnose } = await import('./diagnose.ts')
      context.exit(await diagnose(request, context))
    })
}
