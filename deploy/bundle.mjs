// Bundles the command line into dist/: unbundled, importing the Kubernetes client alone costs half a second.
import { rm } from 'node:fs/promises'
import { sep } from 'node:path'
import { build } from 'esbuild'

const root = new URL('..', import.meta.url).pathname
const outdir = process.argv[2] ?? `${root}dist`

/** Our own sources get the small part of undici; the Kubernetes client, loaded for old kubeconfigs only, all of it. */
const smallUndici = {
  name: 'small-undici',
  setup({ onResolve }) {
    onResolve({ filter: /^undici$/ }, ({ importer }) =>
      importer.startsWith(`${root}src${sep}`) ? { path: `${root}deploy/undici-core.mjs` } : undefined,
    )
  },
}

// Chunks are named for their content: old ones would stay for ever.
await rm(outdir, { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  outdir,
  bundle: true,
  splitting: true,
  // Half the text is half the compile time at every start; names stay, for stack traces.
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'linked',
  logLevel: 'warning',
  plugins: [smallUndici],
  banner: {
    // CommonJS dependencies inside an ES module bundle still call require().
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
