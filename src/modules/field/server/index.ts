import * as m from '#paraglide/messages.js'

interface Shell {
  locale: 'vi' | 'en'
  /** Of the program as it is installed; the service worker keeps a shell with the files of its version. */
  version: string
  script: string
}

/**
 * The page around field mode, before its program has come: what it is, and what to do where it cannot.
 * Its head says what src/app.html says for all other pages.
 */
export const fieldShell = ({ locale, version, script }: Shell): string => `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#0a4fa6">
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0c3a7b">
    <meta name="version" content="${version}">
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <link rel="apple-touch-icon" href="/icons/icon-192.png">
    <link rel="manifest" href="/manifest.webmanifest">
    <title>${m.field_title({}, { locale })} · ${m.app_name({}, { locale })}</title>
    <script type="module" src="${script}"></script>
  </head>
  <body>
    <div id="field" class="app">
      <noscript>${m.field_needs_script({}, { locale })}</noscript>
      <p id="field-failed" hidden>${m.field_not_loaded({}, { locale })} <a href="">${m.field_reload({}, { locale })}</a></p>
    </div>
  </body>
</html>
`
