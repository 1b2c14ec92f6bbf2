import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ReadError } from '../../collectors/read-error.ts'

/**
 * The body as text. Unpacks gzip and stops reading (the connection is closed) once it is longer than `maxBytes`
 * after unpacking: a node's log must not fill our memory.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<string> {
  const unpacked = encoding === 'gzip' ? pipeline(body, createGunzip(), () => {}) : body
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of unpacked) {
    bytes += chunk.length
    if (bytes > maxBytes) {
      unpacked.destroy()
      body.destroy()
      throw new ReadError('invalid', `the answer is longer than ${maxBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
