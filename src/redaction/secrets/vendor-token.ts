import { wholeMatch } from './secret-kind.ts'

/** Tokens that their makers gave a prefix to be found by. */
const SHAPES = [
  'gh[pousr]_[A-Za-z0-9]{20,255}', // GitHub
  'github_pat_[A-Za-z0-9_]{20,255}',
  'gl(?:pat|dt|rt|rtr|cbt|ptt|ft|soat|oas|agent|imt)-[\\w.-]{20,300}', // GitLab
  'xox[abceoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{10,300}', // Slack
  'xapp-[0-9]-[A-Za-z0-9-]{10,300}',
  '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,255}', // Stripe
  'whsec_[A-Za-z0-9+/=]{16,128}',
  'npm_[A-Za-z0-9]{30,64}',
  'pypi-[\\w-]{50,512}',
  'dckr_(?:pat|oat)_[\\w-]{20,128}',
  'hv[sbr]\\.[\\w-]{20,300}', // HashiCorp Vault
  'do[opr]_v1_[a-f0-9]{64}', // DigitalOcean
  'gl(?:sa|c)_[\\w+/=]{20,300}', // Grafana
  'hf_[A-Za-z0-9]{30,64}', // Hugging Face
  'sk-(?=[\\w-]{0,200}[A-Z])[\\w-]{20,300}', // OpenAI, Anthropic; names of Kubernetes have no capitals
  'SG\\.[\\w-]{16,64}\\.[\\w-]{16,128}', // SendGrid
  'AGE-SECRET-KEY-1[0-9A-Z]{20,128}',
  'dapi[a-f0-9]{32}', // Databricks
  '[0-9]{8,10}:AA[\\w-]{33}', // Telegram
]

/** Tokens of GitHub, GitLab, Slack, Stripe, npm and other services, known by their prefix. */
export const vendorToken = wholeMatch(
  'vendor-token',
  /gh[pousr]_|github_pat_|gl[a-z]{1,5}[-_]|xox|xapp-|[sr]k_(?:live|test)|whsec_|npm_|pypi-|dckr_|hv[sbr]\.|do[opr]_v1_|hf_|sk-|SG\.|AGE-SEC|dapi|:AA/,
  new RegExp(`(?<![A-Za-z0-9])(?:${SHAPES.join('|')})`, 'g'),
)
