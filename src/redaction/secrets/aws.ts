import { REDACTED } from '../placeholder.ts'
import type { SecretKind } from './secret-kind.ts'

/** Access key ids (AWS IAM guide, "Unique identifiers"): half of the pair, and it names the account. */
const KEY_ID = /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/g
/** Token of `aws eks get-token`: a presigned URL in base64. */
const EKS_TOKEN = /(?<![A-Za-z0-9-])k8s-aws-v1\.[A-Za-z0-9_-]{8,20000}/g
const PRESIGNED = /((?<![A-Za-z0-9-])X-Amz-(?:Signature|Credential|Security-Token)=)[^\s"'&;,<>]{1,20000}/gi

/** AWS access key ids, EKS tokens and presigned URLs; secret access keys are known by their name (`named-value.ts`). */
export const aws: SecretKind = {
  name: 'aws',
  hint: /AKIA|ASIA|ABIA|ACCA|k8s-aws|X-Amz-/i,
  redact: (text) => text.replace(KEY_ID, REDACTED).replace(EKS_TOKEN, REDACTED).replace(PRESIGNED, `$1${REDACTED}`),
}
