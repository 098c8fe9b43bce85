import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Commands and servers that tests start as processes of their own read the program compiled: a third less for each start.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

/** What takes longest, the longest first: begun last it would run alone while the other core waits. */
const longest = [
  'demo/provinces.db.test.ts',
  'src/cli/cli.db.test.ts',
  'demo/figures.db.test.ts',
  'src/modules/restructuring/server/history.property.db.test.ts',
  'src/modules/indicators/server/counting.db.test.ts',
  'e2e/screens.e2e.ts',
  'e2e/reform-published.e2e.ts',
  'e2e/field-trouble.e2e.ts',
  'e2e/routes.e2e.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

/** A core less is what Vitest takes by itself: of two, half. PostgreSQL works while its test waits. */
const maxWorkers = '100%'
const noNetwork = './src/platform/testing/no-network.ts'
/** Read by Node itself: thousands of messages that Vite would transform for each file of tests. */
const server = { deps: { external: [/\/paraglide-node\//] } }
const excluded = ['**/node_modules/**', 'build/**', '.svelte-kit/**']

/** The three sizes of tests; `npx vitest run --project unit` runs one of them. */
export default defineConfig({
  test: {
    restoreMocks: true,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          server,
          maxWorkers,
          testTimeout: 30_000,
          include: ['{src,scripts,demo,bench}/**/*.test.ts'],
          exclude: [...excluded, '**/*.db.test.ts'],
          setupFiles: [noNetwork],
        },
      },
      {
        test: {
          name: 'database',
          server,
          maxWorkers,
          include: ['{src,scripts,demo,bench}/**/*.db.test.ts'],
          exclude: excluded,
          setupFiles: [noNetwork],
          globalSetup: ['./src/platform/testing/database-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          server,
          include: ['e2e/**/*.e2e.ts'],
          exclude: excluded,
          globalSetup: ['./e2e/support/setup.ts'],
          // Two browsers and two servers keep two cores busy: of three at a time each took twice as long.
          maxWorkers: 2,
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          retry: 0,
        },
      },
    ],
  },
})
