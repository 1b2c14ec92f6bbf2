import type { Advice } from '../../rule.ts'

/** What a restart of the kubelet does to the pods. */
export const restartRisk =
  'Containers go on running. A kubelet that was away for more than 5 minutes finds its pods evicted.'

/** For a kubelet that runs and answers nothing: its host may starve it, so look there before a restart. */
export function hungSteps(node: string): readonly Advice[] {
  return [
    {
      do: `On ${node} (SSH or console): see whether the host starves its kubelet`,
      command: "uptime; free -m; ps -o pid,stat,wchan:32,etime -C kubelet; ps -eo stat,comm | grep -c '^D'",
      answers: [
        { if: 'you cannot log in, or it takes minutes', then: 'the host is starved: memory.node-oom, cpu.saturated' },
        { if: 'STAT of the kubelet is T', then: 'somebody stopped it with a signal: `kill -CONT $(pidof kubelet)`' },
        { if: 'STAT D, or many processes in D', then: 'they wait in the kernel: disk or network mount, look at dmesg' },
        { if: 'little memory is available', then: 'memory.node-oom' },
        { if: 'nothing of this', then: 'the kubelet itself is deadlocked: go on' },
      ],
    },
    {
      do: 'Keep its goroutines for the bug report (they go to its log, and it ends), then see that it is back',
      command: 'kill -QUIT $(pidof kubelet); sleep 5; systemctl restart kubelet; systemctl status kubelet --no-pager',
      risk: restartRisk,
    },
  ]
}
