import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { redactData, redactText } from '../../src/redaction/index.ts'

const recorded = (name: string) => readFileSync(new URL(`../fixtures/redaction/${name}`, import.meta.url), 'utf8')

const ordinary = [
  'node12.18eac1dac1885390',
  'web-besteffort-768c9f9574-xp99d.18eac185821650fc',
  'docker-pullable://nginx:1.25@sha256:4c0fdaa8b6341bfdeca5f18f7837462c80cff90527ee35ef185571e1c327beac',
  'registry.k8s.io/pause@sha256:7031c1b283388d2c2e09b57badb803c05ebed362dc88d84b480cc47f72a21097',
  'bootId db5f079d-c4e4-45be-8446-6fd90703f541, machine 3d1219c7c4c5404aaa1f6d2a48adfda4',
  'serial 48:1d:b0:3c:5e:0b:77:9a, fingerprint SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8',
  'User "system:bootstrap:abcdef" cannot list resource "secrets"',
  "couldn't find key password in Secret shop/db",
  'failed to fetch token: unexpected EOF',
  'Error getting token: 401 Unauthorized',
  'MountVolume.SetUp failed for volume "x" : secret "db" not found',
  'failed to sync secret cache: timed out waiting for the condition',
  'klog.go:1] "Observed" pod="shop/web" secret="kube-system/registry"',
  '--token-auth-file=/etc/k8s/t --service-account-private-key-file=/etc/kubernetes/pki/sa.key',
  '--token=/var/run/secrets/kubernetes.io/serviceaccount/token',
  'the --token flag is deprecated',
  'Www-Authenticate: Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
  'no basic auth credentials',
  'Unauthorized before it: its credentials: kubelet.certificate-expired, kubelet.name-mismatch',
  'automountServiceAccountToken: false',
  'certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUM=',
  "Environment: TOKEN: <set to the key 't' in secret 's'>, URL=$(TOKEN)",
  'https://10.0.0.1:6443/api/v1/nodes?limit=500',
  'task-runner-0123456789abcdef sk-exporter-with-a-long-name-7d9f',
]

describe('ordinary text of Kubernetes', () => {
  it.each(ordinary)('stays as it is: %s', (text) => {
    expect(redactText(text)).toBe(text)
  })

  it.each(['describe-node.txt', 'describe-pod.txt', 'status-lines.txt', 'events.json', 'objects.json'])(
    'is left alone in recorded %s',
    (name) => {
      const text = recorded(name)
      expect(text.length).toBeGreaterThan(1000)
      expect(redactText(text)).toBe(text)
    },
  )

  it.each(['events.json', 'objects.json'])('is left alone in recorded data of %s', (name) => {
    const json: unknown = JSON.parse(recorded(name))
    expect(redactData(json)).toEqual(json)
  })
})
