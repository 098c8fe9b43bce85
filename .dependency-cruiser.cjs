// The boundaries of ARCHITECTURE.md, held by `npm run check`. Imports go one way:
// routes → modules → platform; ui stands apart; modules meet only at their doors.
const { existsSync, readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const modulesFolder = join(__dirname, 'src/modules')
const modules = readdirSync(modulesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const tests = '\\.(test|e2e)\\.ts$|/testing(\\.ts$|/)'
const doors = '(index\\.ts|module\\.ts|server/index\\.ts|components/)'

/** A module's place: a later one may know an earlier one, never the other way about. */
function place(name) {
  return { units: 0, members: 1, indicators: 3, reports: 4 }[name] ?? 2
}

/** `dependsOn` as the manifest states it; a module without a manifest may use nobody. */
function dependenciesOf(name) {
  const manifest = join(modulesFolder, name, 'module.ts')
  if (!existsSync(manifest)) return []
  const list = readFileSync(manifest, 'utf8').match(/dependsOn:\s*\[([^\]]*)\]/)?.[1] ?? ''
  const named = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1])
  for (const other of named) {
    if (!modules.includes(other)) {
      throw new Error(`src/modules/${name}/module.ts depends on "${other}", which does not exist`)
    }
    if (place(other) > place(name)) {
      throw new Error(
        `src/modules/${name}/module.ts depends on "${other}"; the order is units ← members ← others ← indicators ← reports`,
      )
    }
  }
  return named
}

const modulesKeepToTheirDependencies = modules.map((name) => ({
  name: `module-${name}-uses-what-it-depends-on`,
  comment: `${name} may use only the modules that src/modules/${name}/module.ts lists in dependsOn.`,
  severity: 'error',
  from: { path: `^src/modules/${name}/`, pathNot: tests },
  to: {
    path: '^src/modules/[^/]+/',
    pathNot: `^src/modules/(${[name, ...dependenciesOf(name)].join('|')})/`,
  },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-circles-between-modules',
      comment: 'Not even by types: the order of the modules would have no meaning.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: tests },
      to: { circular: true, via: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/$1/' } },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: '^(\\$app/|virtual:|#paraglide/|\\./\\$types)|\\?url$',
      },
    },
    {
      name: 'ui-stands-apart',
      comment: 'The design system knows no word of the domain.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^(src/(modules|platform|routes|cli|[^/]+$)|demo/|bench/)' },
    },
    {
      name: 'platform-is-below-all',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^(src/(modules|routes|cli|ui|[^/]+$)|demo/|bench/)' },
    },
    {
      name: 'modules-are-below-routes',
      severity: 'error',
      from: { path: '^src/modules/' },
      to: { path: '^(src/(routes|cli|[^/]+$)|demo/|bench/)' },
    },
    {
      name: 'modules-only-through-their-doors',
      comment: 'index.ts, server/index.ts, components/; server/testing.ts for tests.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: {
        path: '^src/modules/[^/]+/',
        pathNot: ['^src/modules/$1/', `^src/modules/[^/]+/${doors}`, '/server/testing\\.ts$'],
      },
    },
    {
      name: 'others-only-through-the-doors',
      severity: 'error',
      from: {
        path: '^(src/(routes|cli|platform|[^/]+$|modules/[^/]+$)|demo/|bench/)',
        pathNot: tests,
      },
      to: {
        path: '^src/modules/[^/]+/',
        pathNot: [`^src/modules/[^/]+/${doors}`, '/server/testing\\.ts$'],
      },
    },
    ...modulesKeepToTheirDependencies,
    {
      name: 'the-browser-gets-nothing-of-the-server',
      comment: 'Types may be taken; the build would refuse anything else too, but later.',
      severity: 'error',
      from: {
        path: '^src/(modules|platform|ui)/',
        pathNot: ['/server/', '\\.server\\.ts$', tests],
      },
      to: {
        path: ['^src/.*/server/', '\\.server\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-product-uses-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(src/paraglide|paraglide-node|build|\\.svelte-kit)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'svelte', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.svelte', '.d.ts', '.json'],
    },
  },
}
