import type { EpochMs } from '../../../diagnosis/evidence.ts'

/** Lines kept per unit; the oldest go first, as journald rotates. */
const KEPT_LINES = 300

/** One line that a unit wrote. */
export interface JournalLine {
  readonly at: EpochMs
  readonly text: string
}

/** The systemd journal of one machine, by unit (`kubelet`, `containerd`, `kernel`). */
export class Journal {
  private readonly units = new Map<string, JournalLine[]>()

  /** Appends a line to a unit's log. */
  write(unit: string, at: EpochMs, text: string): void {
    const lines = this.units.get(unit) ?? []
    lines.push({ at, text })
    if (lines.length > KEPT_LINES) lines.shift()
    this.units.set(unit, lines)
  }

  /** The kept lines of a unit, oldest first. */
  lines(unit: string): readonly JournalLine[] {
    return this.units.get(unit) ?? []
  }
}

/** klog's header: severity letter, month and day, time, thread, source line: `E1123 19:26:34.120000    1304 kubelet.go:2412]`. */
export function klogHeader(severity: 'I' | 'W' | 'E' | 'F', at: EpochMs, source: string): string {
  const iso = new Date(at).toISOString()
  return `${severity}${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 23)}000    1304 ${source}]`
}
