import { afterPrefix } from './secret-kind.ts'

/** Credentials in a URL: the password of `https://user:password@host`, or a long token that stands in the user's place.
 * An image with tag and digest (`docker-pullable://nginx:1.25@sha256:…`) looks alike and is left. */
export const urlPassword = afterPrefix(
  'url-password',
  /:\/\//,
  /(:\/\/(?:[^\s:@/?#"'<>]{0,256}:(?=[^\s/?#"'<>])|(?=[A-Za-z0-9_-]{20,256}@)))[^\s/?#"'<>]{1,512}(?=@(?!sha(?:256|512):))/g,
)
