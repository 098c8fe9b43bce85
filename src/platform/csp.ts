/**
 * What a page of ours may load and run. SvelteKit adds a nonce for its own inline script; pages that it
 * does not make send {@link cspHeader}.
 */
export const cspDirectives = {
  'default-src': ['self'],
  'script-src': ['self', 'wasm-unsafe-eval'],
  'style-src': ['self'],
  // The hash is of the one style attribute that SvelteKit's route announcer sets on itself.
  'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
  'img-src': ['self', 'data:', 'blob:'],
  'object-src': ['none'],
  'base-uri': ['self'],
  'form-action': ['self'],
  'frame-ancestors': ['none'],
} as const

const unquoted = /^(data|blob):$/

export const cspHeader = Object.entries(cspDirectives)
  .map(([name, values]) =>
    [name, ...values.map((value) => (unquoted.test(value) ? value : `'${value}'`))].join(' '),
  )
  .join('; ')
