import { defineConfig } from 'vitest/config'

const noNetwork = './src/platform/testing/no-network.ts'
const excluded = ['**/node_modules/**', 'build/**', '.svelte-kit/**']

/** The three sizes of tests; `npx vitest run --project unit` runs one of them. */
export default defineConfig({
  test: {
    restoreMocks: true,
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['{src,scripts,demo,bench}/**/*.test.ts'],
          exclude: [...excluded, '**/*.db.test.ts'],
          setupFiles: [noNetwork],
        },
      },
      {
        test: {
          name: 'database',
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
          include: ['e2e/**/*.e2e.ts'],
          exclude: excluded,
          globalSetup: ['./e2e/support/setup.ts'],
          // One browser and one server at a time: two cores, and times that mean something.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          retry: 0,
        },
      },
    ],
  },
})
