/**
 * Writes sprite.svg and names.ts from Lucide's outlines: one cached file for every icon, and not
 * a byte of JavaScript on any page.
 *
 * To add an icon: put its name below, then
 *   npm pack lucide-static@1.62.0 && tar xf lucide-static-1.62.0.tgz
 *   node src/ui/icons/build-sprite.ts package/icons
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Our name (what it means to a person) and Lucide's (what it shows). */
const icons: Record<string, string> = {
  activity: 'activity',
  add: 'plus',
  alert: 'triangle-alert',
  archive: 'archive',
  audit: 'history',
  award: 'award',
  back: 'arrow-left',
  bell: 'bell',
  book: 'book-open',
  briefcase: 'briefcase',
  building: 'building-2',
  calendar: 'calendar-days',
  camera: 'camera',
  card: 'id-card',
  chart: 'chart-column',
  check: 'check',
  'check-circle': 'circle-check',
  'chevron-down': 'chevron-down',
  'chevron-left': 'chevron-left',
  'chevron-right': 'chevron-right',
  'chevron-up': 'chevron-up',
  clipboard: 'clipboard-list',
  clock: 'clock',
  close: 'x',
  'cloud-check': 'cloud-check',
  'cloud-off': 'cloud-off',
  copy: 'copy',
  danger: 'octagon-alert',
  delete: 'trash-2',
  device: 'smartphone',
  document: 'file-text',
  download: 'download',
  edit: 'pencil',
  empty: 'inbox',
  external: 'external-link',
  eye: 'eye',
  'eye-off': 'eye-off',
  filter: 'list-filter',
  flag: 'flag',
  folder: 'folder',
  forward: 'arrow-right',
  globe: 'globe',
  hand: 'hand-helping',
  heart: 'heart-handshake',
  help: 'circle-question-mark',
  home: 'house',
  idea: 'lightbulb',
  info: 'info',
  key: 'key-round',
  language: 'languages',
  link: 'link',
  list: 'list',
  location: 'map-pin',
  lock: 'lock',
  mail: 'mail',
  map: 'map',
  megaphone: 'megaphone',
  menu: 'menu',
  merge: 'merge',
  minus: 'minus',
  moon: 'moon',
  more: 'ellipsis',
  'move-to': 'corner-up-right',
  passkey: 'fingerprint-pattern',
  payment: 'wallet',
  people: 'users',
  person: 'user',
  'person-add': 'user-plus',
  'person-check': 'user-check',
  phone: 'phone',
  print: 'printer',
  qr: 'qr-code',
  refresh: 'refresh-cw',
  save: 'save',
  scan: 'scan-line',
  search: 'search',
  send: 'send',
  server: 'server',
  settings: 'settings',
  share: 'share-2',
  shield: 'shield-check',
  shop: 'store',
  signature: 'signature',
  'sign-in': 'log-in',
  'sign-out': 'log-out',
  sort: 'chevrons-up-down',
  'sort-down': 'arrow-down',
  'sort-up': 'arrow-up',
  spark: 'sparkles',
  spinner: 'loader-circle',
  split: 'split',
  star: 'star',
  sun: 'sun',
  sync: 'cloud-upload',
  table: 'table-2',
  target: 'target',
  tree: 'network',
  undo: 'undo-2',
  upload: 'upload',
  view: 'layout-grid',
  'wifi-off': 'wifi-off',
}

const folder = process.argv[2]
if (!folder)
  throw new Error('Say where the icons are: node build-sprite.ts path/to/lucide-static/icons')

const symbols = Object.entries(icons).map(([name, lucide]) => {
  const svg = readFileSync(join(folder, `${lucide}.svg`), 'utf8')
  const inside = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.indexOf('</svg>'))
  const shapes = inside.replace(/\s+/g, ' ').replaceAll(' />', '/>').replaceAll('> <', '><').trim()
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`
})

const here = import.meta.dirname
const licence =
  '<!-- Outlines: Lucide 1.62.0, ISC licence (and MIT for those from Feather): LICENSE.txt -->'
writeFileSync(
  join(here, 'sprite.svg'),
  `${licence}\n<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`,
)
writeFileSync(
  join(here, 'names.ts'),
  `// Written by build-sprite.ts.\n/** What an icon can show. */\nexport type IconName =\n${Object.keys(
    icons,
  )
    .map((name) => `  | '${name}'`)
    .join('\n')}\n`,
)
