import { z } from 'zod'

const channelId = z.string().regex(/^[CDG][A-Z0-9]+$/, 'must be a channel id such as C0123456789')
const memberIds = z
  .array(z.string().regex(/^[UWS][A-Z0-9]+$/, 'must be the id of a user (U…) or of a user group (S…)'))
  .default([])

const cluster = z.strictObject({
  /** The kubeconfig to read, instead of KUBECONFIG or the pod's service account. */
  kubeconfig: z.string().min(1).optional(),
  /** The kubeconfig's context, instead of the current one. */
  context: z.string().min(1).optional(),
})

/** The names that people type and reports print. */
const clusterName = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9._]*[a-z0-9])?$/, 'must be a name of lower-case letters, digits, "-", "." and "_"')

/** The file that KUBEMEDIC_CONFIG names. */
export const fileSchema = z.strictObject({
  /** Clusters by name; the first one is meant when nobody names one. */
  clusters: z
    .record(clusterName, cluster.nullish())
    .refine((clusters) => Object.keys(clusters).length > 0, 'must name at least one cluster')
    .default({ default: {} }),
  /** Channels where the bot answers; empty: wherever it was invited, and in direct messages. */
  channels: z.array(channelId).default([]),
  /** Who may do what; with no viewers named, every full member is one. */
  roles: z
    .strictObject({ viewer: memberIds, operator: memberIds, approver: memberIds })
    .default({ viewer: [], operator: [], approver: [] }),
  /** Who may ask besides the full members of the workspace. */
  audience: z
    .strictObject({
      guests: z.boolean().default(false),
      connectedWorkspaces: z.boolean().default(false),
      bots: z.boolean().default(false),
    })
    .default({ guests: false, connectedWorkspaces: false, bots: false }),
})

/** The configuration file as it was written, checked. */
export type ConfigFile = z.infer<typeof fileSchema>
