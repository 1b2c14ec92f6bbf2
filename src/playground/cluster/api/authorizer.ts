import type { KubeObject, ObjectStore } from '../object-store.ts'
import { type PolicyRule, RBAC_TYPES } from './bootstrap-roles.ts'
import type { RequestInfo, ResourcePath } from './request-info.ts'
import { type ApiError, forbidden, forbiddenPath } from './status.ts'
import type { User } from './users.ts'

/** Something a user wants to do to a resource; `name` and `namespace` as in a SubjectAccessReview. */
export type ResourceAttributes = Omit<ResourcePath, 'version' | 'rest'> & { readonly verb: string }

/** RBAC, evaluated over the roles and bindings in the store at the time of asking. */
export interface Authorizer {
  /** Whether a user may do this to a resource. */
  mayUse(user: User, attributes: ResourceAttributes): boolean
  /** Whether a user may ask for a path that is no resource. */
  mayReach(user: User, path: string, verb: string): boolean
  /** The rules that hold for a user in a namespace, for SelfSubjectRulesReview. */
  rulesOf(user: User, namespace: string | undefined): readonly PolicyRule[]
}

interface Subject {
  readonly kind?: unknown
  readonly name?: unknown
  readonly namespace?: unknown
}

function isSubject(user: User, subject: Subject, bindingNamespace: string | undefined): boolean {
  if (subject.kind === 'User') return subject.name === user.name
  if (subject.kind === 'Group') return user.groups.includes(String(subject.name))
  const namespace = subject.namespace ?? bindingNamespace
  return subject.kind === 'ServiceAccount' && user.name === `system:serviceaccount:${namespace}:${subject.name}`
}

function binds(binding: KubeObject, user: User): boolean {
  const subjects = (binding['subjects'] ?? []) as readonly Subject[]
  return subjects.some((subject) => isSubject(user, subject, binding.metadata.namespace))
}

function rulesOfBinding(store: ObjectStore, binding: KubeObject): readonly PolicyRule[] {
  const { kind, name } = (binding['roleRef'] ?? {}) as { kind?: string; name?: string }
  if (!name) return []
  const role =
    kind === 'ClusterRole'
      ? store.get(RBAC_TYPES.clusterRoles, undefined, name)
      : store.get(RBAC_TYPES.roles, binding.metadata.namespace, name)
  return (role?.['rules'] ?? []) as readonly PolicyRule[]
}

function matches(allowed: readonly string[] | undefined, value: string): boolean {
  return allowed !== undefined && (allowed.includes('*') || allowed.includes(value))
}

function allowsResource(rule: PolicyRule, { verb, group, resource, subresource, name }: ResourceAttributes): boolean {
  const full = subresource ? `${resource}/${subresource}` : resource
  const anyOwner = subresource !== '' && rule.resources?.includes(`*/${subresource}`) === true
  const named = !rule.resourceNames?.length || (name !== undefined && rule.resourceNames.includes(name))
  return (
    matches(rule.verbs, verb) && matches(rule.apiGroups, group) && (anyOwner || matches(rule.resources, full)) && named
  )
}

function allowsPath(rule: PolicyRule, path: string, verb: string): boolean {
  const urls = rule.nonResourceURLs ?? []
  const covers = urls.some((url) => url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1))))
  return covers && matches(rule.verbs, verb)
}

/** An authorizer over the RBAC objects of a store. */
export function createAuthorizer(store: ObjectStore): Authorizer {
  function rulesOf(user: User, namespace: string | undefined): readonly PolicyRule[] {
    const bindings = [
      ...store.list(RBAC_TYPES.clusterRoleBindings),
      ...(namespace === undefined ? [] : store.list(RBAC_TYPES.roleBindings, namespace)),
    ]
    return bindings.filter((binding) => binds(binding, user)).flatMap((binding) => rulesOfBinding(store, binding))
  }

  return {
    rulesOf,
    mayUse: (user, attributes) => rulesOf(user, attributes.namespace).some((rule) => allowsResource(rule, attributes)),
    mayReach: (user, path, verb) => rulesOf(user, undefined).some((rule) => allowsPath(rule, path, verb)),
  }
}

/** The real refusal of a request, or undefined if it is allowed. */
export function refusal(
  authorizer: Authorizer,
  user: User,
  { path, verb, resource: target }: RequestInfo,
): ApiError | undefined {
  if (!target) {
    if (authorizer.mayReach(user, path, verb)) return undefined
    return forbiddenPath(`User "${user.name}" cannot ${verb} path "${path}"`)
  }
  // A request for a Namespace is authorised within that namespace, as the real RequestInfo has it.
  const namespace =
    target.namespace ?? (target.resource === 'namespaces' && target.group === '' ? target.name : undefined)
  if (authorizer.mayUse(user, { ...target, namespace, verb })) return undefined
  const full = target.subresource ? `${target.resource}/${target.subresource}` : target.resource
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const explanation = `User "${user.name}" cannot ${verb} resource "${full}" in API group "${target.group}" ${where}`
  return forbidden(target, explanation)
}
