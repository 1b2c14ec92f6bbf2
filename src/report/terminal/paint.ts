/** What a piece of text is, not how it looks. */
export type Style = 'plain' | 'strong' | 'dim' | 'command' | 'critical' | 'warning' | 'info' | 'ok'

/** Writes a piece of text in its style. */
export type Paint = (style: Style, text: string) => string

/** SGR parameters (ECMA-48, "Select graphic rendition"). Sixteen colours only: they follow the person's own theme. */
const parameters: Readonly<Record<Style, string>> = {
  plain: '',
  strong: '1',
  dim: '2',
  command: '36',
  critical: '1;31',
  warning: '1;33',
  info: '1;34',
  ok: '1;32',
}

const ESC = String.fromCharCode(0x1b)

/** Colours, or text as it is. */
export function createPaint(color: boolean): Paint {
  return (style, text) => {
    if (!color || style === 'plain' || text === '') return text
    return `${ESC}[${parameters[style]}m${text}${ESC}[0m`
  }
}
