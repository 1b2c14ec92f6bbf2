/** What Slack's composer and people's phones make of plain typing, turned back into plain words. */

/** Hyphens, dashes and the minus sign: autocorrection makes them of "-", and of "--". */
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
/** Invisible: zero-width characters, direction marks, the soft hyphen and the byte order mark. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
/** Quotes of every language, and the marks of Slack's formatting, around a word. */
const wrapping = /^["'`*_~“”„‟‘’‚‛«»‹›]+|["'`*_~“”„‟‘’‚‛«»‹›]+$/g
const endOfSentence = /[.,;:!?]+$/

/** Nobody types more on purpose, and what follows looks at every letter several times. */
const longest = 1_000

/** The words of a command or mention, in order. Case is kept; names are lowered where that is right. */
export function readWords(text: string): readonly string[] {
  return unescapeMarkup(unlink(text.slice(0, longest).replace(invisible, '').normalize('NFKC')))
    .replace(dashes, '-')
    .split(/\s+/)
    .map(bare)
    .filter((word) => word !== '')
}

/** `@member` arrives as `<@U1|member>`, `#ops` as `<#C1|ops>`, and host names become links: what people saw is meant. */
function unlink(text: string): string {
  return text
    .replace(/<[@#!][^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<([@#])([^<>|]*)>/g, '$1$2')
    .replace(/<(?:https?|mailto):[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<(?:https?:\/\/|mailto:)([^<>|/]*)[^<>|]*>/g, '$1')
}

/** `&amp;` last: `&amp;lt;` is somebody's typed `&lt;`. */
function unescapeMarkup(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Without quotes, formatting and the end of a sentence; `--` of one word and `->` stay words of their own kind. */
function bare(word: string): string {
  return word.replace(wrapping, '').replace(endOfSentence, '').replace(wrapping, '')
}
