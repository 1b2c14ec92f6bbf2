/** The version that `--version`, bundles and the User-Agent tell; a test holds it equal to package.json. */
export const version = '0.1.0'
