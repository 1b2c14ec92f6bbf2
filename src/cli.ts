#!/usr/bin/env node
import { run } from './cli/run.ts'
import { createTerminal } from './cli/terminal.ts'
import { loadConfig } from './config.ts'

const config = loadConfig(process.env)
const interrupt = new AbortController()
// The second Ctrl-C ends the process at once, as usual.
process.once('SIGINT', () => interrupt.abort())
// `kubemedic … | head` closes the pipe early: nobody reads on, so nothing is left to say.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`kubemedic: cannot write the result: ${error.message}\n`)
  process.exit(2)
})

process.exitCode = await run(process.argv.slice(2), {
  config,
  terminal: createTerminal(process.stdout, process.stderr, config.color),
  signal: interrupt.signal,
  interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
})
