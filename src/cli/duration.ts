const unitMs = { ms: 1, s: 1000, m: 60_000 } as const

/** Reads `30s`, `1m30s`, `500ms` (or plain seconds: `30`) as milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * unitMs.s
  if (!/^(\d+(\.\d+)?(ms|s|m))+$/.test(text)) return undefined
  let total = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m)/g)) {
    total += Number(amount) * unitMs[unit as keyof typeof unitMs]
  }
  return Math.round(total)
}
