import * as z from 'zod'

/** Go's decoder treats null as "not set", and `kubectl config` writes it for empty lists. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined)
}

const text = optional(z.string())
const flag = optional(z.boolean()).transform((value) => value === true)
const texts = listOf(z.string())

const cluster = z.object({
  server: text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': flag,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'proxy-url': text,
  'disable-compression': flag,
  extensions: optional(z.array(z.object({ name: z.string(), extension: z.unknown() }))),
})

const exec = z.object({
  apiVersion: text,
  command: z.string(),
  args: texts,
  env: optional(z.array(z.object({ name: z.string(), value: z.string() }))).transform((value) => value ?? []),
  installHint: text,
  provideClusterInfo: flag,
  interactiveMode: optional(z.enum(['Never', 'IfAvailable', 'Always'])),
})

const authProvider = z.object({ name: z.string(), config: optional(z.record(z.string(), z.unknown())) })

const user = z.object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  as: text,
  'as-uid': text,
  'as-groups': texts,
  'as-user-extra': optional(z.record(z.string(), z.array(z.string()))),
  username: text,
  password: text,
  exec: optional(exec),
  'auth-provider': optional(authProvider),
})

const context = z.object({ cluster: text, user: text })

function listOf<T extends z.ZodType>(entry: T) {
  return optional(z.array(entry)).transform((value) => value ?? [])
}

/**
 * The fields of a kubeconfig that decide how a cluster is reached; others are ignored, as kubectl does
 * (Kubernetes reference, "kubeconfig (v1)").
 */
export const kubeconfigSchema = z.object({
  clusters: listOf(z.object({ name: z.string(), cluster: optional(cluster) })),
  users: listOf(z.object({ name: z.string(), user: z.preprocess((value) => value ?? {}, user) })),
  contexts: listOf(z.object({ name: z.string(), context: optional(context) })),
  'current-context': text,
})

/** One cluster entry, in kubectl's own field names. */
export type KubeconfigCluster = z.infer<typeof cluster>
/** One user entry, in kubectl's own field names. */
export type KubeconfigUser = z.infer<typeof user>
/** How a plugin gets credentials (Kubernetes docs, "client-go credential plugins"). */
export type KubeconfigExec = z.infer<typeof exec>
