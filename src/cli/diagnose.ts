import { readBundle, saveBundle } from '../adapters/bundle-file.ts'
import type { Config } from '../config.ts'
import { formatTarget, type Target } from '../diagnosis/target.ts'
import { renderJson } from '../report/json.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { renderText } from '../report/terminal.ts'
import { version } from '../version.ts'
import { missingNode } from '../worker/missing-node.ts'
import { type DiagnosisRun, replay, runDiagnosis } from '../worker/run-diagnosis.ts'
import type { DiagnoseRequest } from './diagnose-options.ts'
import { exitCodeOf, exitCodes, isUnreachable } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

/** What a run of the command works with. */
export interface DiagnoseContext {
  readonly config: Config
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** A person sits at the terminal, so that credential plugins may ask. */
  readonly interactive: boolean
}

/** What is left for reading when the credentials took nearly all the time. */
const leastMs = 100

/** Diagnoses every target in turn (or the recorded one) and prints the reports. Returns the exit code. */
export async function diagnose(request: DiagnoseRequest, context: DiagnoseContext): Promise<number> {
  if (request.from) {
    const record = await readBundle(request.from)
    return report({ diagnosis: replay(record), record }, request, context)
  }
  const { connect } = await import('../adapters/kubernetes.ts')
  const { kubeconfig, context: name } = request
  const { config, signal, interactive } = context
  const startedAt = Date.now()
  const pluginLimitMs = request.timeoutMs
  const cluster = await connect({
    kubeconfig,
    context: name,
    env: config.kubernetes,
    interactive,
    signal,
    pluginLimitMs,
  })
  // What the credentials took is part of the first target's time.
  let timeoutMs = Math.max(leastMs, request.timeoutMs - (Date.now() - startedAt))
  try {
    let exitCode: number = exitCodes.done
    for (const [index, target] of request.targets.entries()) {
      const run = await runWithProgress(target, { ...request, timeoutMs }, { ...context, cluster })
      timeoutMs = request.timeoutMs
      if (signal.aborted) return exitCodes.interrupted
      if (index > 0 && request.output !== 'json') context.terminal.result('')
      exitCode = Math.max(exitCode, await report(run, request, context))
    }
    return exitCode
  } finally {
    await cluster.close()
  }
}

function runWithProgress(
  target: Target,
  { timeoutMs }: DiagnoseRequest,
  { cluster, terminal, signal }: DiagnoseContext & { readonly cluster: Parameters<typeof runDiagnosis>[0]['read'] },
): Promise<DiagnosisRun> {
  return runDiagnosis({
    target,
    read: cluster,
    now: Date.now,
    signal,
    timeoutMs,
    onProgress: ({ done, total }) => {
      terminal.progress(done < total ? `${formatTarget(target)}: read ${done} of ${total} sources` : '')
    },
  })
}

async function report(run: DiagnosisRun, request: DiagnoseRequest, { terminal }: DiagnoseContext): Promise<number> {
  const missing = missingNode(run)
  // A typing mistake deserves one line. A node that is known to have been there deserves the report.
  const isTypo = missing !== undefined && run.diagnosis.findings.length === 0 && request.output === 'text'
  if (!isTypo) terminal.result(render(run, request, terminal))
  // Between the reports of others a place without one would be read as the next target's.
  else if (request.targets.length > 1) terminal.result(`${formatTarget(run.record.target)}: there is no such node`)
  if (missing) terminal.note(missingNote(run.record.cluster, missing))
  else if (isUnreachable(run)) terminal.note(`kubemedic: cluster "${run.record.cluster}" could not be read (exit 3)`)
  // After the report: a full disk must not cost the diagnosis.
  if (request.save) await saveBundle(request.save, run.record, version)
  return exitCodeOf(run, request.failOn)
}

function render({ diagnosis }: DiagnosisRun, { output, targets }: DiagnoseRequest, terminal: Terminal): string {
  if (output === 'markdown') return renderMarkdown(diagnosis)
  if (output === 'text') return renderText(diagnosis, { color: terminal.color, width: terminal.width })
  const json = renderJson(diagnosis)
  // Several documents come as JSON Lines.
  return targets.length > 1 ? JSON.stringify(JSON.parse(json)) : json
}

function missingNote(cluster: string, { name, nearest }: { name: string; nearest: readonly string[] }): string {
  const suggestion = nearest.length > 0 ? `; did you mean ${nearest.join(' or ')}?` : ''
  return `kubemedic: there is no node "${name}" in cluster "${cluster}"${suggestion}`
}
