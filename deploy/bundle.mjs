// Bundles the command line into dist/: unbundled, importing the Kubernetes client alone costs half a second.
import { readdir, rm } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
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

const { metafile } = await build({
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
  metafile: true,
  sourcemap: 'linked',
  logLevel: 'warning',
  plugins: [smallUndici],
  banner: {
    // CommonJS dependencies inside an ES module bundle still call require().
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})

// Chunks are named for their content: old ones would stay for ever.
const made = new Set(Object.keys(metafile.outputs).map((file) => basename(file)))
const left = (await readdir(outdir)).filter((file) => /\.js(\.map)?$/.test(file) && !made.has(file))
for (const file of left) await rm(join(outdir, file))
