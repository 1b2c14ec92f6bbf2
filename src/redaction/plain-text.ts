const ESC = String.fromCharCode(0x1b)
const CSI = String.fromCharCode(0x9b)
const BEL = String.fromCharCode(0x07)
const ST = String.fromCharCode(0x9c)

/** OSC, DCS, SOS, PM and APC: a body that a terminal swallows, up to its terminator (bounded: an open one hides nothing). */
const STRING_SEQUENCE = new RegExp(`${ESC}[\\]PX^_][^${ESC}${BEL}${ST}]{0,4096}(?:${BEL}|${ST}|${ESC}\\\\)`, 'g')
/** CSI: colours, cursor movement, erasing. */
const CONTROL_SEQUENCE = new RegExp(`(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]?`, 'g')
const OTHER_ESCAPE = new RegExp(`${ESC}[ -/]*[0-~]?`, 'g')

/** Line breaks of every kind; a lone carriage return would overwrite the line before it. */
const LINE_BREAK = /\r\n?|\u2028|\u2029/g
/** Controls (Cc), invisible and bidirectional formatting (Cf) and letters that show nothing. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]/gu
const LONE_SURROGATE = /\p{Cs}/gu
/** More marks on one letter than any script needs spill over the lines around. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu

/**
 * The text without anything that a terminal obeys or a reader cannot see: escape sequences, control characters,
 * bidirectional and zero-width characters. Line breaks and tabs stay.
 */
export function withoutControls(text: string): string {
  return text
    .replace(STRING_SEQUENCE, '')
    .replace(CONTROL_SEQUENCE, '')
    .replace(OTHER_ESCAPE, '')
    .replace(LINE_BREAK, '\n')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(STACKED_MARKS, '$1')
}

/** Folds line breaks, tabs and exotic spaces: each run of breaks becomes one space. */
export function oneLine(text: string): string {
  return text
    .replace(/[\n\t]+/g, ' ')
    .replace(/\p{Zs}/gu, ' ')
    .trim()
}

/** At most `maxLength` UTF-16 units, ending in `…` where something was cut; never half a character. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const cut = text.slice(0, Math.max(0, maxLength - 1))
  return `${cut.replace(/[\ud800-\udbff]$/, '').trimEnd()}…`
}
