import { minutes, newestEvent, recentEvents } from '../../recent.ts'
import { type Advice, because, defineRule, type RuleContext, type Verdict } from '../../rule.ts'
import { nodeNameOf } from '../../target.ts'

/** The kubelet tries every 5 minutes; three tries without a new Event mean that it is over. */
const tries = minutes(16)

/** Words of the kubelet about images that it could not delete, or that were not enough. */
const tooLittle = /freed? \d|eligible to free|failed to garbage collect required amount|but freed|image is being used/i

/**
 * Image garbage collection frees too little. A symptom: other data fills the filesystem, or every image is in use.
 * Not this: a runtime that does not answer, and the first minute of a kubelet ("invalid capacity 0").
 */
export const diskImageGcFailed = defineRule({
  cause: 'disk.image-gc-failed',
  severity: 'warning',
  targets: ['node'],
  needs: ['event'],
  decide({ event }, { now }): Verdict {
    const about = recentEvents(event, now, tries).filter(({ value }) => {
      return (
        value.reason === 'FreeDiskSpaceFailed' || (value.reason === 'ImageGCFailed' && tooLittle.test(value.message))
      )
    })
    const newest = newestEvent(about.filter(({ value }) => tooLittle.test(value.message)))
    if (!newest) return { status: 'False' }
    return {
      status: 'True',
      confidence: 0.9,
      summary: 'The kubelet cannot free enough disk space by deleting images',
      because: [because(`${newest.value.reason} (${newest.value.count} times): ${newest.value.message}`, newest)],
    }
  },
  advice: steps,
})

function steps({ target }: RuleContext): readonly Advice[] {
  return [
    {
      do: `On ${nodeNameOf(target)}: compare what images take with what the filesystem holds`,
      command: 'crictl imagefsinfo; df -h /var/lib/containerd; crictl images | wc -l',
      answers: [
        { if: 'images take most of it', then: 'all are in use: enlarge the disk or move pods away' },
        { if: 'images take little of it', then: 'other data fills it (logs, volumes, foreign files): find that first' },
      ],
    },
  ]
}
