/** The network plugin of one machine: its configuration file and its binaries. */
export class Cni {
  /** `/etc/cni/net.d` holds a configuration. */
  configured = true
  /** The plugin named in the configuration is in `/opt/cni/bin`. */
  binaryPresent = true
  /** The plugin's name, as error messages give it. */
  readonly plugin: string
  /** The folder in which the runtime looks for plugin binaries. */
  readonly binaryFolder: string

  constructor(options: { readonly plugin?: string; readonly binaryFolder?: string } = {}) {
    this.plugin = options.plugin ?? 'ptp'
    this.binaryFolder = options.binaryFolder ?? '/opt/cni/bin'
  }

  /** Why the runtime says that its network is not ready, or nothing. containerd checks only that a configuration is loaded. */
  networkError(): string | undefined {
    if (this.configured) return undefined
    return 'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'
  }

  /** Why a pod sandbox cannot be connected, or nothing. */
  sandboxError(sandboxId: string): string | undefined {
    if (this.binaryPresent) return undefined
    return `rpc error: code = Unknown desc = failed to setup network for sandbox "${sandboxId}": plugin type="${this.plugin}" failed (add): failed to find plugin "${this.plugin}" in path [${this.binaryFolder}]`
  }
}
