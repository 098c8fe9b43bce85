/** Where in field mode one is; changes without loading anything. */
export interface Router {
  readonly url: URL
}

/** Follows links within field mode, and the browser's way back. Every other link leaves it. */
export function startRouter(): Router {
  let url = $state.raw(new URL(location.href))

  document.addEventListener('click', (event) => {
    const next = ownLink(event)
    if (!next) return
    event.preventDefault()
    if (next.href !== url.href) history.pushState(null, '', next)
    url = next
    scrollTo(0, 0)
    // Whoever goes by keyboard or by ear begins at the top of the new screen.
    document.body.tabIndex = -1
    document.body.focus({ preventScroll: true })
  })
  addEventListener('popstate', () => {
    url = new URL(location.href)
  })
  return {
    get url() {
      return url
    },
  }
}

function ownLink(event: MouseEvent): URL | undefined {
  const { button, metaKey, ctrlKey, shiftKey, altKey, target } = event
  if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
  const link = target instanceof Element ? target.closest('a') : null
  if (!link?.href || link.target || link.hasAttribute('download')) return
  const next = new URL(link.href)
  const isOwn = next.origin === location.origin && next.pathname === location.pathname
  return isOwn && !next.hash ? next : undefined
}
