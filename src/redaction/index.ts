export { cleanText, plainText } from './clean-text.ts'
export { oneLine, shorten, withoutControls } from './plain-text.ts'
export { redactData } from './redact-data.ts'
export { redactText } from './redact-text.ts'
