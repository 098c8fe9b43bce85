export interface SeenProgress {
  state: string
  electors: number
  drawn: number
  onPaper: number
  given: number
}

/**
 * Asks every so often how far a vote is, not quite at the same moment as everybody else, and not while
 * nobody looks. Returns what ends it.
 */
export function watchProgress(
  voteId: string,
  options: {
    everyMs: number
    onprogress: (progress: SeenProgress) => void
    onlost?: (lost: boolean) => void
  },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  async function ask() {
    if (document.visibilityState === 'visible') {
      try {
        const answer = await fetch(`/votes/${voteId}/progress`, {
          signal: AbortSignal.timeout(10_000),
        })
        if (answer.ok && !isOver) options.onprogress(await answer.json())
        options.onlost?.(!answer.ok)
      } catch {
        options.onlost?.(true)
      }
    }
    if (!isOver) timer = setTimeout(ask, options.everyMs * (0.8 + 0.4 * Math.random()))
  }
  const soon = () => {
    clearTimeout(timer)
    void ask()
  }
  timer = setTimeout(ask, options.everyMs * Math.random())
  window.addEventListener('online', soon)
  document.addEventListener('visibilitychange', soon)
  return () => {
    isOver = true
    clearTimeout(timer)
    window.removeEventListener('online', soon)
    document.removeEventListener('visibilitychange', soon)
  }
}
