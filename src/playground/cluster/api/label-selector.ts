import type { KubeObject } from '../object-store.ts'
import { badRequest } from './status.ts'

/** Decides whether an object is selected. */
export type Predicate = (object: KubeObject) => boolean

type LabelTest = (labels: Readonly<Record<string, string>>) => boolean

/** `key in (a,b)`, `key notin (a,b)`: the one place where commas do not separate requirements. */
const SET_BASED = /^([^\s!=<>(),]+)\s+(in|notin)\s*\(([^)]*)\)$/
const EQUALITY = /^([^\s!=<>(),]+)\s*(==|=|!=)\s*([^\s!=<>(),]*)$/
const NUMERIC = /^([^\s!=<>(),]+)\s*([<>])\s*(-?\d+)$/
const EXISTENCE = /^(!?)\s*([^\s!=<>(),]+)$/

function setTest([, key = '', operator, list = '']: RegExpExecArray): LabelTest {
  const values = new Set(list.split(',').map((value) => value.trim()))
  const has = (labels: Readonly<Record<string, string>>) => labels[key] !== undefined && values.has(labels[key])
  return operator === 'in' ? has : (labels) => !has(labels)
}

function equalityTest([, key = '', operator, value = '']: RegExpExecArray): LabelTest {
  return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value
}

function numericTest([, key = '', operator, bound = '']: RegExpExecArray): LabelTest {
  return (labels) => {
    const value = Number.parseInt(labels[key] ?? '', 10)
    return operator === '>' ? value > Number(bound) : value < Number(bound)
  }
}

function existenceTest([, negation, key = '']: RegExpExecArray): LabelTest {
  return (labels) => (labels[key] === undefined) === (negation === '!')
}

const FORMS: readonly [RegExp, (match: RegExpExecArray) => LabelTest][] = [
  [SET_BASED, setTest],
  [EQUALITY, equalityTest],
  [NUMERIC, numericTest],
  [EXISTENCE, existenceTest],
]

function testOf(requirement: string): LabelTest {
  for (const [pattern, build] of FORMS) {
    const match = pattern.exec(requirement)
    if (match) return build(match)
  }
  throw badRequest(`unable to parse requirement: found '${requirement}', expected: a label requirement`)
}

/** Commas outside of parentheses separate requirements. */
function requirementsOf(selector: string): readonly string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Reads a label selector. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export function labelPredicate(selector: string): Predicate {
  const tests = requirementsOf(selector).map(testOf)
  return ({ metadata }) => tests.every((test) => test(metadata.labels ?? {}))
}
