/** What has just happened, said in passing, with the way back while it is shown. */
export interface Toast {
  id: number
  text: string
  tone: 'neutral' | 'success' | 'danger'
  undo?: { label: string; run: () => void | Promise<void> }
}

export interface ToastOptions {
  tone?: Toast['tone']
  undo?: Toast['undo']
  /** How long it stays, in milliseconds: 5 s, or 10 s where it can be undone. */
  stay?: number
}

// Only browsers show toasts: the list is empty on a server, so nothing is shared between requests.
export const toasts = $state<{ list: Toast[] }>({ list: [] })
let last = 0

/** Shows a toast; at most three at a time, the oldest gives way. Returns what dismisses it. */
export function showToast(text: string, options: ToastOptions = {}): () => void {
  const id = ++last
  const { tone = 'neutral', undo, stay = undo ? 10_000 : 5_000 } = options
  toasts.list = [...toasts.list.slice(-2), { id, text, tone, undo }]
  const dismiss = () => dismissToast(id)
  setTimeout(dismiss, stay)
  return dismiss
}

export function dismissToast(id: number): void {
  toasts.list = toasts.list.filter((toast) => toast.id !== id)
}
