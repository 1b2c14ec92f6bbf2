import { conditionText } from '../../conditions.ts'
import type { Fact } from '../../fact.ts'
import { type AnyEvent, minutes, newestEvent, recentEvents } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'
import { diskPressureOf, isAlarming, type Room, roomsOf } from './filesystems.ts'

/**
 * Too little space on a filesystem that the kubelet watches. DiskPressure alone says neither which filesystem nor whether
 * space or inodes; the statistics against the thresholds do. The node stays Ready.
 */
export const diskFull = defineRule({
  cause: 'disk.full',
  severity: 'critical',
  targets: ['node'],
  needs: ['nodeCondition'],
  wants: ['kubeletStats', 'kubeletConfig', 'event', 'podEvent'],
  decide(facts, { now }): Verdict {
    const { pressure, pressing } = diskPressureOf(facts.nodeCondition)
    const rooms = roomsOf(facts)
    const short = rooms.find((room) => room.kind === 'space' && (pressing ? room.low : isAlarming(room, alarmingShare)))
    if (short) return fullWith(short, pressing)
    if (rooms.length > 0) return { status: 'False', fine: enoughText(rooms) }
    const recent = recentEvents([...facts.event, ...facts.podEvent], now, minutes(15))
    return pressing ? byConditionOnly(pressing, recent) : byEventsOnly(recent, pressure)
  },
  advice: steps,
})

/** Without DiskPressure a default that the node may have lowered proves nothing; a nearly full disk does. */
const alarmingShare = 0.03

function fullWith(room: Room, pressure: Fact<'nodeCondition'> | undefined): Verdict {
  const sure = room.threshold?.known ? 0.95 : 0.85
  const odd = room.threshold?.excessive === true
  return {
    status: 'True',
    confidence: odd ? 0.7 : pressure ? sure : 0.7,
    severity: pressure ? 'critical' : 'warning',
    summary: odd
      ? `The ${room.place} is below its eviction threshold, which is set unusually high`
      : `The ${room.place} is full: ${room.amounts}`,
    because: [room.line, ...(pressure ? [because(conditionText(pressure), pressure)] : [])],
    against: pressure ? [] : [because('DiskPressure is not True (yet): the kubelet looks every 10 s')],
  }
}

function enoughText(rooms: readonly Room[]): string {
  const spaces = rooms.filter(({ kind }) => kind === 'space')
  return spaces.map(({ place, amounts }) => `The ${place} has ${amounts}`).join('; ')
}

/** No statistics: DiskPressure means space far more often than inodes, unless the Events name inodes. */
function byConditionOnly(pressure: Fact<'nodeCondition'>, recent: readonly AnyEvent[]): Verdict {
  if (recent.some(({ value }) => /reclaim inodes|low on resource: inodes/.test(value.message)))
    return { status: 'False' }
  const named = newestEvent(recent.filter(({ value }) => /ephemeral-storage|FreeDiskSpaceFailed/.test(textOf(value))))
  return {
    status: 'True',
    confidence: named ? 0.75 : 0.55,
    summary: 'A filesystem of the node is full or over its eviction threshold',
    because: [
      because(conditionText(pressure), pressure),
      ...(named ? [because(`${named.value.reason}: ${named.value.message}`, named)] : []),
    ],
    against: [because('How full it is could not be read: it may be inodes instead of space')],
  }
}

/** Writes that failed for lack of space. The same errno is used by inotify, cgroups, mounts and the tmpfs on /run. */
function byEventsOnly(recent: readonly AnyEvent[], pressure: Fact<'nodeCondition'> | undefined): Verdict {
  const failed = newestEvent(
    recent.filter(({ value }) => {
      return /no space left on device/i.test(value.message) && !/inotify|cgroup|mount|\/run\//i.test(value.message)
    }),
  )
  if (!failed) {
    return { status: 'False', fine: pressure?.value.status === 'False' ? 'DiskPressure is False' : undefined }
  }
  return {
    status: 'True',
    confidence: 0.5,
    severity: 'warning',
    summary: 'Writing on the node fails: no space left on device',
    because: [because(`${failed.value.reason}: ${failed.value.message}`, failed)],
    against: [because('DiskPressure is not True, and how full the disks are could not be read')],
  }
}

function textOf({ reason, message }: AnyEvent['value']): string {
  return `${reason} ${message}`
}

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: see which filesystem is full, and of what`,
      command:
        'df -h / /var/lib/kubelet /var/lib/containerd /var/log; du -xhd1 /var/lib /var/log 2>/dev/null | sort -h | tail -15',
      answers: [
        {
          if: '/var/lib/containerd (or /var/lib/docker) is the biggest',
          then: 'images: remove unused ones in the next step',
        },
        { if: '/var/log is the biggest', then: 'logs: journalctl --vacuum-size=500M, and look for one that grows' },
        {
          if: '/var/lib/kubelet/pods is the biggest',
          then: 'an emptyDir or log of a pod: du -xhd1 /var/lib/kubelet/pods names its UID',
        },
        { if: 'something else', then: 'foreign data on the node: move it, the kubelet cannot delete it' },
        {
          if: 'no filesystem is above 85 %',
          then: 'the threshold is unusual: compare evictionHard in the configuration of the kubelet',
        },
      ],
    },
    {
      do: 'Remove images that no container uses',
      command: 'crictl rmi --prune',
      risk: 'Pods that start later pull their images again; with an unreachable registry they cannot start.',
    },
    {
      do: 'See that the pressure ends: up to 5 minutes after space is free (evictionPressureTransitionPeriod)',
      command: `kubectl describe node ${nodeNameOf(target)} | grep DiskPressure`,
      answers: [
        { if: 'False', then: 'done: evicted pods come back by themselves, if a controller owns them' },
        { if: 'True after 10 minutes', then: 'still below the threshold, or the image filesystem is another one' },
      ],
    },
  ]
}
