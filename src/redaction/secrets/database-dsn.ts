import { afterPrefix } from './secret-kind.ts'

/** Connection strings of databases: passwords there often hold a raw `/` or `@`; and Go's MySQL form `user:pw@tcp(host)`. */
export const databaseDsn = afterPrefix(
  'database-dsn',
  /:\/\/|@tcp|@unix/i,
  /((?<![A-Za-z0-9])(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|sqlserver|clickhouse|cockroachdb|nats)(?:\+[a-z0-9]{1,16})?:\/\/[^\s:@/"'<>]{0,128}:|(?<![\w.-])[\w.-]{1,64}:(?=[^\s"'<>]{1,256}@(?:tcp|unix)\())[^\s"'<>]{0,256}(?=@[\w.[(-])/gi,
)
