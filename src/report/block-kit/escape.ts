/**
 * Text as mrkdwn that shows exactly this text: no mention, link or special command can be smuggled in
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping). Stars and underscores may still look bold or
 * italic, which is why blocks use rich text and only `text` and the fallback use mrkdwn. Cut texts before, so that no
 * escape is cut in half.
 */
export function escapeMrkdwn(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/`{3,}/g, "'''")
}

/** A line of code; what would end it early is replaced. */
export function inlineCode(text: string): string {
  return `\`${escapeMrkdwn(text.replaceAll('`', "'"))}\``
}

/** A fenced block of code; a fence inside is replaced. */
export function fencedCode(text: string): string {
  return `\`\`\`\n${escapeMrkdwn(text)}\n\`\`\``
}

/** A person, by name and notified. What is no Slack user id names nobody. */
export function mention(user: string): string {
  return /^[UW][A-Z0-9]{2,20}$/.test(user) ? `<@${user}>` : 'somebody'
}
