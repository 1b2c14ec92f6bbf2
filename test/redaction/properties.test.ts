import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, redactData, redactText } from '../../src/redaction/index.ts'

/** What the patterns begin with, end with or stumble over. */
const pieces = [
  ...['password', 'token', 'secret', '--token', 'api_key', 'name', 'value', 'auth', 'Authorization', 'Bearer', 'Basic'],
  ...[
    'Cookie',
    'Set-Cookie',
    'postgres',
    '://',
    '@tcp(',
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
  ],
  ...[
    'eyJhbGciOi.eyJx',
    'LS0tLS1CRUdJTi',
    'ghp_',
    'sk-',
    'k8s-aws-v1.',
    'sig=',
    'Proc-Type: 4',
    'abcdef.0123456789abcdef',
  ],
  ...[
    '=',
    ':',
    ': ',
    '"',
    "'",
    '\\',
    '\\"',
    '\\n',
    '\n',
    ' ',
    '\t',
    ',',
    ';',
    '&',
    '@',
    '/',
    '.',
    '-',
    '{',
    '}',
    '[',
    ']',
    '|',
  ],
  ...['<', '(', ')', 'hunter2', 'A'.repeat(40), 'dXNlcjpwYXNz', '[redacted]', '1', 'x', 'EOF', '/etc/x'],
]
const mixture = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 4 })), {
  maxLength: 30,
})
const text = mixture.map((parts) => parts.join(''))

/** The same texts in every run: a new find belongs into the tables of the other tests. */
const seed = 20261123

describe('redaction', () => {
  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(text, (value) => {
        const once = redactText(value)
        expect(redactText(once)).toBe(once)
      }),
      { numRuns: 3000, seed },
    )
  })

  it('of data changes nothing more the second time', () => {
    const key = fc.constantFrom('password', 'auth', 'name', 'value', 'data', 'kind', 'x', '__proto__')
    const leaf = fc.oneof(text, fc.integer(), fc.constantFrom('Secret', 'DB_PASSWORD', '--token'))
    const data = fc.oneof(leaf, fc.array(leaf, { maxLength: 4 }), fc.dictionary(key, fc.oneof(leaf, fc.array(leaf))))
    fc.assert(
      fc.property(data, (value) => {
        const once = redactData(value)
        expect(redactData(once)).toEqual(once)
      }),
      { seed },
    )
  })

  it('never lets an assigned password through, whatever stands around it', () => {
    fc.assert(
      fc.property(mixture, fc.constantFrom('=', ': ', '="', "='"), (around, separator) => {
        const before = around.join('').replace(/\S*$/, '')
        expect(redactText(`${before}\npassword${separator}Zq7Zq7Zq7\n`)).not.toContain('Zq7Zq7Zq7')
      }),
      { seed },
    )
  })

  it.each(pieces)('takes linear time on two million characters of %j (square time would never end)', (piece) => {
    const long = piece.repeat(Math.ceil(2_000_000 / piece.length))
    expect(redactText(long).length).toBeGreaterThan(0)
    expect(plainText(long).length).toBeLessThanOrEqual(10_000)
  })
})
