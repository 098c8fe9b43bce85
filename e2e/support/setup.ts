import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findOrInstallChromium } from '../../src/platform/testing/chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    chromium: string
    /** A folder for the run, where data directories and what is copied of them live. */
    runFolder: string
  }
}

/** Finds the browser, or fails before the first test with a sentence on what to install. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromium', findOrInstallChromium())
  const runFolder = await mkdtemp(join(tmpdir(), 'xungkich-e2e-'))
  project.provide('runFolder', runFolder)
  return () => rm(runFolder, { recursive: true, force: true })
}
