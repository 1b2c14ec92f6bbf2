import { wholeMatch } from './secret-kind.ts'

/** JSON Web Tokens (RFC 7519), service account tokens above all, also cut off in the middle. `eyJ` is base64 of `{"`. */
export const jwt = wholeMatch('jwt', /eyJ/, /(?<![\w-])eyJ[\w-]{10,}(?:\.[\w-]*){1,4}/g)
