import type { IncomingMessage } from 'node:http'
import { type Fields, parseFields } from '../fields.ts'

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The arguments of a call: query string, form or JSON. Undefined if the body does not parse. */
export async function readArguments(request: IncomingMessage, url: URL): Promise<Fields | undefined> {
  const query = Object.fromEntries(url.searchParams)
  const body = await readBody(request)
  if (body.length === 0) return query
  const fields = await parseBody(body, request.headers['content-type'] ?? '')
  return fields ? { ...query, ...fields } : undefined
}

async function parseBody(body: Buffer, contentType: string): Promise<Fields | undefined> {
  if (contentType.startsWith('application/json')) return parseFields(body.toString())
  if (contentType.startsWith('multipart/form-data')) return Object.fromEntries(await multipart(body, contentType))
  return Object.fromEntries(new URLSearchParams(body.toString()))
}

/** The fields of a multipart form; files are read as text, which is all that this workspace shows. */
export async function multipart(body: Buffer, contentType: string): Promise<readonly (readonly [string, string])[]> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  const fields: [string, string][] = []
  for (const [name, value] of form) fields.push([name, typeof value === 'string' ? value : await value.text()])
  return fields
}
