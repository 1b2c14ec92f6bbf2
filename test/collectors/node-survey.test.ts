import { describe, expect, it } from 'vitest'
import { nodeSurveyCollector as collector } from '../../src/collectors/node-survey.ts'
import { nodeSurveyProvider } from '../../src/facts/node-survey.ts'
import { factsFrom, fixtureJson, type Route, recordedReader } from './recorded-reader.ts'

const cluster = { kind: 'cluster' } as const
const list = '/api/v1/nodes?limit=250'
const eventsOf = (reason: string) =>
  `/api/v1/events?fieldSelector=involvedObject.kind%3DNode%2Creason%3D${reason}&limit=250`

const reasons = ['Rebooted', 'NodeHasDiskPressure', 'NodeHasInsufficientMemory', 'NodeHasInsufficientPID']
const noEvents = Object.fromEntries(reasons.map((reason) => [eventsOf(reason), { kind: 'EventList' }]))

function node(name: string, pressure = 'False') {
  const condition = { type: 'DiskPressure', status: pressure, reason: 'KubeletHasDiskPressure', message: 'm' }
  return { kind: 'Node', metadata: { name }, status: { conditions: [{ type: 'Ready', status: 'True' }, condition] } }
}

/** A first page of two nodes, with more to come. */
const firstPage = { kind: 'NodeList', metadata: { continue: 'more' }, items: [node('a'), node('b', 'True')] }

function event(reason: string, name: string) {
  const lastTimestamp = '2026-11-23T18:59:00Z'
  return { metadata: { name: `${name}.1` }, involvedObject: { kind: 'Node', name }, reason, message: '', lastTimestamp }
}

const pressures = (name: string) => ({ kind: 'siblingPressure', value: { node: name, type: 'DiskPressure' } })

async function factsOf(routes: Readonly<Record<string, Route>>) {
  return factsFrom(collector, nodeSurveyProvider, { ...noEvents, ...routes }, cluster)
}

describe('node-survey', () => {
  it('reads the pressure of every node of an ordinary cluster', async () => {
    const facts = await factsOf({ [list]: { kind: 'NodeList', items: [node('a'), node('b', 'True')] } as Route })
    expect(facts).toMatchObject([pressures('b'), { kind: 'siblingSurvey', value: { read: 2, complete: true } }])
  })

  it('reads a recorded node under pressure', async () => {
    const recorded = fixtureJson('describe-node/pid-pressure/node.json')
    const facts = await factsOf({ [list]: { kind: 'NodeList', items: [recorded] } as Route })
    expect(facts[0]).toMatchObject({
      kind: 'siblingPressure',
      value: { type: 'PIDPressure', reason: 'KubeletHasInsufficientPID' },
      moment: { tone: 'abnormal' },
    })
  })

  it('asks of a large cluster whom the Events name, and says how many were read', async () => {
    const named = { kind: 'EventList', items: [event('NodeHasDiskPressure', 'z')] } as Route
    const routes = { [list]: firstPage, [eventsOf('NodeHasDiskPressure')]: named, '/api/v1/nodes/z': node('z', 'True') }
    const facts = await factsOf(routes)
    expect(facts.slice(0, 3)).toMatchObject([pressures('b'), pressures('z'), { value: { read: 3, complete: false } }])
  })

  it('does not count silent nodes, whose pressure nobody knows', async () => {
    const nodes = [node('a'), node('b', 'Unknown')]
    const facts = await factsOf({ [list]: { kind: 'NodeList', items: nodes } as Route })
    expect(facts).toMatchObject([{ kind: 'siblingSurvey', value: { read: 1, complete: true } }])
  })

  it('tells reboots', async () => {
    const rebooted = { kind: 'EventList', items: [event('Rebooted', 'a')] } as Route
    const facts = await factsOf({ [list]: { kind: 'NodeList', items: [] } as Route, [eventsOf('Rebooted')]: rebooted })
    expect(facts.at(-1)).toMatchObject({ kind: 'event', value: { reason: 'Rebooted', object: 'Node/a' } })
  })

  it('makes two requests of an ordinary cluster', async () => {
    const read = recordedReader({ ...noEvents, [list]: { kind: 'NodeList' } })
    await collector.collect({ target: cluster, read, signal: new AbortController().signal, now: () => 0 })
    expect(read.asked).toHaveLength(2)
  })
})
