/** Punctuation that means something inside a line of GitHub-flavoured Markdown. */
const INLINE = /[\\`*_[\]|~$]/g
/** What makes a line a heading, list, quote, rule or fence when it comes first. */
const LINE_START = /^(?:[#>+=-]|\d{1,9}(?=[.)]))/
/** What GitHub turns into links and notifications: `@name`, `#12`, bare addresses. An empty comment keeps it text. */
const AUTOLINK = /@(?=[A-Za-z0-9])|#(?=\d)|\b(?:https?|ftp|mailto|xmpp):(?=\S)|\bwww\.|\bGH-(?=\d)/gi

/**
 * Text from a cluster (one clean line) as Markdown that shows exactly this text: no markup, HTML, link or mention.
 * What stands in a pair of backticks becomes inline code, where nothing else means anything.
 */
export function prose(text: string): string {
  const parts = text.split(/`([^`]+)`/)
  const markdown = parts.map((part, index) => (index % 2 === 1 ? code(part) : inert(part))).join('')
  return markdown.replace(LINE_START, (start) => (/\d/.test(start) ? `${start}<!-- -->` : `\\${start}`))
}

/** The same for a cell of a table, where a bar would end the cell inside of code too. */
export function cell(text: string): string {
  return inert(text)
}

function inert(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(INLINE, '\\$&')
    .replace(AUTOLINK, '$&<!-- -->')
}

/** Inline code. The fence is longer than any run of backticks inside, and nothing else means anything in code. */
export function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1)
  const pad = text.startsWith('`') || text.endsWith('`') || text.trim() === '' ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

/** A block of code with its lines indented by so many spaces, to stand inside a list. */
export function codeBlock(text: string, language: string, indent: number): readonly string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return [`${fence}${language}`, text, fence].map((line) => ' '.repeat(indent) + line)
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}
