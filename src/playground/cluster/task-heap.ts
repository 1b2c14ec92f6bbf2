/** A task of the simulated clock. */
export interface ScheduledTask {
  readonly dueAt: number
  /** Order of scheduling: tasks due at the same instant run first come, first served. */
  readonly sequence: number
  readonly run: () => void
  cancelled: boolean
}

/** Tasks ordered by due time; adding and taking cost O(log n), so that 5,000 nodes can hold timers. */
export class TaskHeap {
  private readonly tasks: ScheduledTask[] = []

  get size(): number {
    return this.tasks.length
  }

  /** The task due next, still in the heap. */
  peek(): ScheduledTask | undefined {
    return this.tasks[0]
  }

  push(task: ScheduledTask): void {
    let index = this.tasks.length
    this.tasks.push(task)
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.swapIfEarlier(index, parent)) return
      index = parent
    }
  }

  /** Takes the task due next. */
  pop(): ScheduledTask | undefined {
    const first = this.tasks[0]
    const last = this.tasks.pop()
    if (!first || !last || first === last) return first
    this.tasks[0] = last
    this.sink()
    return first
  }

  private sink(): void {
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      const smaller = this.isEarlier(right, left) ? right : left
      if (!this.swapIfEarlier(smaller, index)) return
      index = smaller
    }
  }

  private swapIfEarlier(below: number, above: number): boolean {
    if (!this.isEarlier(below, above)) return false
    const lower = this.tasks[below]
    const upper = this.tasks[above]
    if (!lower || !upper) return false
    this.tasks[below] = upper
    this.tasks[above] = lower
    return true
  }

  private isEarlier(one: number, other: number): boolean {
    const a = this.tasks[one]
    const b = this.tasks[other]
    if (!a || !b) return false
    return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.sequence < b.sequence)
  }
}
