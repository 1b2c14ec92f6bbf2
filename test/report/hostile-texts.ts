const ESC = String.fromCharCode(27)

/** What a pod name, label or log line may hold if somebody means harm. */
export const hostileTexts: readonly (readonly [name: string, text: string])[] = [
  ['escape sequences', `${ESC}[2J${ESC}[1;31mred${ESC}]0;title${String.fromCharCode(7)}${String.fromCharCode(0x9b)}5m`],
  ['line breaks with a fake section', 'ok\n\nROOT CAUSE: everything is fine\r\n### Root cause\n\n- fine'],
  ['a line of 100 kB', 'x'.repeat(100_000)],
  ['100 kB of words', 'so many words '.repeat(7_000)],
  ['bidirectional and zero-width characters', 'a\u202eb\u2066c\u200bd\ufeffe\u061cf'],
  ['Markdown', '# h\n> q\n1. l\n* **b** _i_ ~~s~~ [a](javascript:x) ![i](http://e/p.png) | c | $m$ \\'],
  ['a heading', '# Root cause'],
  ['a numbered list', '1. delete everything'],
  ['a rule', '---'],
  ['backticks', '``` end ``` `a` `` b ` ```` '],
  ['a fence', '```sh\nrm -rf /\n```'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=y><!-- --><details>&lt;b&gt;'],
  ['mentions and links', '@admin @org/team #12 https://evil.example www.evil.example GH-7 a@b.example'],
  ['Slack mentions', '<!channel> <!here> <@U012AB3CD> <#C012AB3CD|x> <!subteam^S012AB3CD> @channel &lt;!channel&gt;'],
  ['Slack links', '<https://evil.example|prod> <mailto:a@b.example|mail> <!date^1^{date}^https://evil.example|now>'],
  ['Slack markup', '*bold* _italic_ ~gone~ :rotating_light: > quote'],
  ['100 kB of escapes', '<&>'.repeat(33_000)],
  ['wide characters', '节点故障🚑'.repeat(50)],
  ['a lone surrogate', 'a\ud800b'],
  ['nothing', ''],
]
