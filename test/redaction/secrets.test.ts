import { describe, expect, it } from 'vitest'
import { redactText } from '../../src/redaction/index.ts'
import { secretKinds } from '../../src/redaction/secrets/index.ts'

/** Made up, and joined here so that no scanner takes this file for a leak. */
const token = (prefix: string, length: number) => prefix + 'a1B2c3D4e5'.repeat(20).slice(0, length)
const pem = (name: string, body: string) => `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----`
const line64 = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'.padEnd(64, 'x')
const jwt = `eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.${token('eyJpc3MiOi', 40)}.${token('', 60)}`

/** kind, a text with its secret, what is left. */
const cases: readonly (readonly [kind: string, text: string, redacted: string])[] = [
  ['private-key', `x ${pem('RSA PRIVATE KEY', `${line64}\nabc==`)} y`, 'x [redacted] y'],
  [
    'private-key',
    `{"key":"${pem('PRIVATE KEY', line64).replaceAll('\n', '\\n')}\\n","a":1}`,
    '{"key":"[redacted]\\n","a":1}',
  ],
  ['private-key', `a log\n-----BEGIN EC PRIVATE KEY-----\n${line64}`, 'a log\n[redacted]'],
  ['private-key', `-----BEGIN PRIVATE KEY-----\n${line64}\nabc\nroot: ok`, '[redacted]\nroot: ok'],
  ['private-key', `${line64}\n${line64}\nabc=\n-----END PRIVATE KEY-----. End`, '[redacted]. End'],
  ['private-key', `tls.key: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo=`, 'tls.key: [redacted]'],
  [
    'auth-header',
    'curl -H "Authorization: Bearer abc.def" https://x',
    'curl -H "Authorization: Bearer [redacted]" https://x',
  ],
  ['auth-header', '{"Authorization":["Basic dXNlcjpwYXNz"]}', '{"Authorization":["Basic [redacted]"]}'],
  [
    'auth-header',
    'authorization=AWS4-HMAC-SHA256 Credential=x, Signature=y',
    'authorization=AWS4-HMAC-SHA256 [redacted]',
  ],
  ['auth-header', `invalid credential "Bearer ${token('', 40)}"`, 'invalid credential "Bearer [redacted]"'],
  ['cookie', 'Set-Cookie: session=abc; Path=/\nnext', 'Set-Cookie: [redacted]\nnext'],
  ['cookie', '{"Cookie":"a=1; b=2","x":1}', '{"Cookie":"[redacted]","x":1}'],
  ['jwt', `got ${jwt} from the pod`, 'got [redacted] from the pod'],
  ['jwt', `cut off: ${jwt.slice(0, 60)}`, 'cut off: [redacted]'],
  ['vendor-token', `git: ${token('ghp_', 36)}!`, 'git: [redacted]!'],
  ['vendor-token', token('github_pat_', 60), '[redacted]'],
  ['vendor-token', token('glpat-', 20), '[redacted]'],
  ['vendor-token', token('xoxb-12345678-', 24), '[redacted]'],
  ['vendor-token', token('sk_live_', 24), '[redacted]'],
  ['vendor-token', `//npm.example.com/:_x=${token('npm_', 36)}`, '//npm.example.com/:_x=[redacted]'],
  [
    'webhook-url',
    'post https://hooks.slack.com/services/T1/B2/x3 ok',
    'post https://hooks.slack.com/services/[redacted] ok',
  ],
  ['aws', `key ${'AKIA'}IOSFODNN7EXAMPLE.`, 'key [redacted].'],
  ['aws', `k8s-aws-v1.${token('', 80)}`, '[redacted]'],
  ['aws', '?X-Amz-Signature=abc&X-Amz-Date=20261123', '?X-Amz-Signature=[redacted]&X-Amz-Date=20261123'],
  ['azure', 'https://x/c?sv=2024&sig=ab%2Bc&se=2026', 'https://x/c?sv=2024&sig=[redacted]&se=2026'],
  ['azure', 'AccountName=a;AccountKey=b+/c==;EndpointSuffix=d', 'AccountName=a;AccountKey=[redacted];EndpointSuffix=d'],
  ['gcp', `${token('AIza', 35)} and ${token('ya29.', 60)}`, '[redacted] and [redacted]'],
  ['database-dsn', 'postgres://app:p/w@d@db:5432/shop', 'postgres://app:[redacted]@db:5432/shop'],
  ['database-dsn', 'app:pw@tcp(10.0.0.7:3306)/shop', 'app:[redacted]@tcp(10.0.0.7:3306)/shop'],
  ['url-password', 'pull https://me:pw@registry:5000/a', 'pull https://me:[redacted]@registry:5000/a'],
  ['docker-auth', '{"auths":{"r.io":{"auth":"dXNlcjpwYXNz"}}}', '{"auths":{"r.io":{"auth":"[redacted]"}}}'],
  ['docker-auth', 'x: eyJhdXRocyI6e319', 'x: [redacted]'],
  ['env-entry', '- name: DB_PASSWORD\n  value: hunter\n', '- name: DB_PASSWORD\n  value: [redacted]\n'],
  ['env-entry', '{"name":"API_KEY","value":"a b"}', '{"name":"API_KEY","value":"[redacted]"}'],
  ['flag', 'join --token abc --node n1', 'join --token [redacted] --node n1'],
  ['flag', '["--password","x y"]', '["--password","[redacted]"]'],
  ['named-value', 'client-key-data: bm90IHBlbQ==', 'client-key-data: [redacted]'],
  ['named-value', '      DB_PASSWORD:   correcthorse', '      DB_PASSWORD:   [redacted]'],
  ['named-value', '{\\"clientSecret\\":\\"a b\\",\\"c\\":1}', '{\\"clientSecret\\":\\"[redacted]\\",\\"c\\":1}'],
  ['named-value', '{"password":12345,"user":"x"}', '{"password":[redacted],"user":"x"}'],
  ['named-value', 'password: |\n  two\n  lines\nuser: x', 'password: [redacted]\nuser: x'],
  ['named-value', 'map[token:abc user:x]', 'map[token:[redacted] user:x]'],
  ['named-value', 'cannot log in with password: hunter2 at x', 'cannot log in with password: [redacted] at x'],
  ['bootstrap-token', 'used abcdef.0123456789abcdef twice', 'used [redacted] twice'],
]

describe('redactText', () => {
  it.each(cases)('hides a secret of kind %s: %s', (_kind, text, redacted) => {
    expect(redactText(text)).toBe(redacted)
  })

  it('has a case for every kind, and only for kinds that exist', () => {
    const tried = new Set(cases.map(([kind]) => kind))
    expect([...tried].sort()).toEqual(secretKinds.map((kind) => kind.name).sort())
  })
})
