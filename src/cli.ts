#!/usr/bin/env node
process.stderr.write('kubemedic: nothing to run yet\n')
