import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { urlForRole } from '../server/database/client.ts'
import { startEmbeddedPostgres } from '../server/database/embedded.ts'
import { migrate } from '../server/database/migrate.ts'

/** Where the tests of this run find the migrated template, and under which roles. */
export interface TemplateAddresses {
  ownerUrl: string
  appUrl: string
  authUrl: string
  /** The same server, in a database that is neither the template nor a copy. */
  serverUrl: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    template: TemplateAddresses
  }
}

/**
 * One PostgreSQL for the run, with one migrated database that each test file copies. It is the
 * embedded one in a temporary folder, or that of TEST_DATABASE_URL, whose role must be allowed to
 * create databases and roles.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
    ? await onGivenServer(process.env.TEST_DATABASE_URL)
    : await onOwnServer()
  await migrate({ ownerUrl: server.template.ownerUrl })
  project.provide('template', server.template)
  return server.end
}

async function onOwnServer() {
  const folder = await mkdtemp(join(tmpdir(), 'xungkich-test-'))
  const postgres = await startEmbeddedPostgres({
    dataDirectory: join(folder, 'postgres'),
    // What a test writes is worth nothing after the run.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
    },
  })
  return {
    template: {
      ownerUrl: postgres.url('xungkich'),
      appUrl: postgres.url('xungkich_app'),
      authUrl: postgres.url('xungkich_auth'),
      serverUrl: postgres.url('xungkich', 'postgres'),
    },
    end: async () => {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function onGivenServer(url: string) {
  const name = `xungkich_template_${process.pid}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${name} template template0`)
  const template = new URL(url)
  template.pathname = `/${name}`
  const ownerUrl = template.toString()
  return {
    template: {
      ownerUrl,
      appUrl: urlForRole(ownerUrl, 'xungkich_app'),
      authUrl: urlForRole(ownerUrl, 'xungkich_auth'),
      serverUrl: url,
    },
    end: async () => {
      await client.query(`drop database ${name} with (force)`)
      await client.end()
    },
  }
}
