/** What `/version` answers: the build whose behaviour this simulation follows. */
export const VERSION = {
  major: '1',
  minor: '33',
  emulationMajor: '1',
  emulationMinor: '33',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '32',
  gitVersion: 'v1.33.13',
  gitCommit: '2df3632e823a813f64218dfc6f5c2e70d28ecdf0',
  gitTreeState: 'clean',
  buildDate: '2026-08-18T00:00:00Z',
  goVersion: 'go1.24.4',
  compiler: 'gc',
  platform: 'linux/amd64',
} as const
