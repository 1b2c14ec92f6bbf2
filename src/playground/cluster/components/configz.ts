import type { Kubelet } from './kubelet.ts'

/** `/configz`: the kubelet's effective configuration, the part that somebody may look at. */
export function configz(kubelet: Kubelet): object {
  const { spec } = kubelet.machine
  return {
    kubeletconfig: {
      enableServer: true,
      syncFrequency: '1m0s',
      fileCheckFrequency: '20s',
      address: '0.0.0.0',
      port: 10_250,
      rotateCertificates: true,
      authentication: {
        x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' },
        webhook: { enabled: true, cacheTTL: '2m0s' },
        anonymous: { enabled: false },
      },
      authorization: { mode: 'Webhook', webhook: { cacheAuthorizedTTL: '5m0s', cacheUnauthorizedTTL: '30s' } },
      healthzPort: 10_248,
      clusterDomain: 'cluster.local',
      clusterDNS: ['10.96.0.10'],
      nodeStatusUpdateFrequency: '10s',
      nodeStatusReportFrequency: '5m0s',
      nodeLeaseDurationSeconds: 40,
      imageGCHighThresholdPercent: 85,
      imageGCLowThresholdPercent: 80,
      cgroupDriver: 'systemd',
      runtimeRequestTimeout: '2m0s',
      maxPods: spec.maxPods,
      podPidsLimit: -1,
      evictionHard: spec.evictionHard,
      evictionPressureTransitionPeriod: '5m0s',
      failSwapOn: true,
      enableSystemLogHandler: true,
      enableSystemLogQuery: spec.logQuery,
      registerNode: true,
      containerRuntimeEndpoint: `unix://${spec.runtimeSocket}`,
    },
  }
}
