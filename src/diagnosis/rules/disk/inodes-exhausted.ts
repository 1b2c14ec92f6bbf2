import { conditionText } from '../../conditions.ts'
import type { Fact } from '../../fact.ts'
import { type AnyEvent, minutes, newestEvent, recentEvents } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { diskPressureOf, isAlarming, type Room, roomsOf } from './filesystems.ts'

/** No free inodes while there is space: many small files. `df -h` looks fine. */
export const diskInodesExhausted = defineRule({
  cause: 'disk.inodes-exhausted',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: ['kubeletStats', 'kubeletConfig', 'event', 'podEvent'],
  decide(facts, { now }): Verdict {
    const { pressing } = diskPressureOf(facts.nodeCondition)
    const rooms = roomsOf(facts)
    const short = rooms.find((room) => room.kind === 'inodes' && (pressing ? room.low : isAlarming(room, 0.01)))
    if (short && !isFullToo(short, rooms)) return exhausted(short, pressing)
    if (rooms.length > 0 || !pressing) return { status: 'False' }
    return byEvents(pressing, recentEvents([...facts.event, ...facts.podEvent], now, minutes(15)))
  },
  advice: steps,
})

function isFullToo({ place }: Room, rooms: readonly Room[]): boolean {
  return rooms.some((room) => room.place === place && room.kind === 'space' && room.low && !room.threshold?.excessive)
}

function exhausted(room: Room, pressure: Fact<'nodeCondition'> | undefined): Verdict {
  return {
    status: 'True',
    confidence: room.threshold?.excessive ? 0.7 : pressure ? 0.95 : 0.75,
    severity: pressure ? 'critical' : 'warning',
    summary: `The ${room.place} runs out of inodes (${room.left} left) while it has space`,
    because: [room.line, ...(pressure ? [because(conditionText(pressure), pressure)] : [])],
    against: pressure ? [] : [because('DiskPressure is not True (yet)')],
  }
}

function byEvents(pressure: Fact<'nodeCondition'>, recent: readonly AnyEvent[]): Verdict {
  const named = newestEvent(recent.filter(({ value }) => /reclaim inodes|low on resource: inodes/.test(value.message)))
  if (!named) return { status: 'False' }
  return {
    status: 'True',
    confidence: 0.85,
    summary: 'A filesystem of the node runs out of inodes',
    because: [
      because(`${named.value.reason}: ${named.value.message}`, named),
      because(conditionText(pressure), pressure),
    ],
  }
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: see which filesystem has no inodes, and where the files are`,
      command: 'df -i / /var/lib/kubelet /var/lib/containerd; du --inodes -xd2 /var/lib | sort -n | tail -15',
      answers: [
        { if: '/var/lib/containerd or /var/lib/docker leads', then: 'many image layers: crictl rmi --prune' },
        { if: '/var/lib/kubelet/pods leads', then: 'one pod writes many small files: the path names its UID' },
        {
          if: 'IUse% is below 95 everywhere',
          then: 'the threshold nodefs.inodesFree is unusual: compare evictionHard',
        },
      ],
    },
  ]
}
