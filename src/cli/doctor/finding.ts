/** One thing that was looked at: how it stands, in words, and what to do about it. */
export interface Finding {
  state: 'ok' | 'warn' | 'problem'
  says: string
  advice?: string
}

export const ok = (says: string): Finding => ({ state: 'ok', says })
export const warn = (says: string, advice: string): Finding => ({ state: 'warn', says, advice })
export const problem = (says: string, advice: string): Finding => ({
  state: 'problem',
  says,
  advice,
})

/** What went wrong, without the stack and never with an address that may carry a password. */
export const reasonOf = (error: unknown): string => {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return [
    message?.split('\n')[0]?.replace(/postgres(ql)?:\/\/\S+/g, 'postgres://…'),
    code && `(${code})`,
  ]
    .filter(Boolean)
    .join(' ')
}
