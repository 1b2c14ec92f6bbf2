/** What a message says about the node's network configuration. Wording differs between runtimes and versions. */
export type CniTrouble = 'missing' | 'rejected' | 'plugin-missing'

const pluginMissing = /failed to find plugin "?[^"\s]+"? in path/i
/** A file is there and is not accepted. "no valid networks" is not "no networks". */
const rejected =
  /no valid networks|error validating CNI config|(error|failed)( to)? (load|parse|loading|parsing) (a )?(CNI )?(config|network|conf)|error parsing configuration( list)?|(unsupported|incompatible) CNI (result )?version|invalid CNI|cni config \S* ?(is )?invalid/i
/** CRI-O says "No CNI configuration file"; containerd and cri-dockerd say only that nothing is initialised. */
const missing =
  /no networks found|no CNI configuration file|cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady|network plugin is not ready|NetworkReady=false/i

/** The narrowest meaning first: a rejected file leaves the plugin "not initialized" as well. */
export function cniTrouble(message: string): CniTrouble | undefined {
  if (pluginMissing.test(message)) return 'plugin-missing'
  if (rejected.test(message)) return 'rejected'
  return missing.test(message) ? 'missing' : undefined
}
