/** Longest annotation on the line of its key, in bytes with the key. */
const longest = 140

/** `kubectl apply` keeps the whole object in it; kubectl does not show it. */
const appliedConfig = 'kubectl.kubernetes.io/last-applied-configuration'

/** Annotations by key; long ones and those of several lines stand below their key, each line cut. */
export function annotationsText(annotations: Readonly<Record<string, string>>): string {
  const keys = Object.keys(annotations)
    .filter((key) => key !== appliedConfig)
    .sort()
  if (keys.length === 0) return '<none>\n'
  return keys.map((key) => annotationText(key, annotations[key] ?? '')).join('\t')
}

function annotationText(key: string, annotation: string): string {
  const value = annotation.replace(/\n$/, '')
  if (!value.includes('\n') && bytesOf(key).length + bytesOf(value).length + 2 <= longest) return `${key}: ${value}\n`
  const lines = value.split('\n').map((line) => `\t  ${cut(line)}\n`)
  return `${key}:\n${lines.join('')}`
}

function cut(line: string): string {
  const bytes = bytesOf(line)
  return bytes.length > longest - 2 ? `${new TextDecoder().decode(bytes.subarray(0, longest - 2))}...` : line
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
