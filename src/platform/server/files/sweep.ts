import { readdir, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type pg from 'pg'

export interface Swept {
  /** Files that nothing in the database speaks of, old enough to go. */
  files: { sha256: string; size: number; keptSince: Date }[]
  /** Halves of files that a crash left behind, old enough to go. */
  halves: number
  /** How many of both were taken away; none where it was only looked. */
  removed: number
  /** How many files are kept in all, before anything went. */
  kept: number
}

/**
 * Finds files in the store that no row of any table speaks of any more, in whatever column and form, and takes
 * them away where `doRemove` says so. Which tables hold files is not listed anywhere: every row of every table is
 * looked through for the hash, so that a module that comes later is safe too. A file younger than `days` days is
 * never touched: its row may still be on its way. Needs a connection that no row-level policy holds up.
 */
export async function sweepFiles(
  client: pg.ClientBase,
  dataDirectory: string,
  { days, doRemove, now }: { days: number; doRemove: boolean; now: Date },
): Promise<Swept> {
  const root = resolve(dataDirectory, 'files')
  const before = new Date(now.getTime() - days * 86_400_000)
  const all = await listStored(root)
  const old = all.filter(({ keptSince }) => keptSince < before)
  const spoken = old.length > 0 ? await hashesIn(client) : new Set<string>()
  const files = old.filter(({ sha256 }) => !spoken.has(sha256))
  const halves = await listHalves(join(root, 'incoming'), before)
  let removed = 0
  if (doRemove) {
    for (const { sha256 } of files) if (await removeOld(pathOf(root, sha256), before)) removed++
    for (const path of halves) if (await removeOld(path, before)) removed++
  }
  return { files, halves: halves.length, removed, kept: all.length }
}

const pathOf = (root: string, sha256: string) =>
  join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)

async function listStored(root: string) {
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  const stored = []
  for (const { name } of found.filter((one) => one.isFile() && /^[0-9a-f]{64}$/.test(one.name))) {
    const { size, mtime } = await stat(pathOf(root, name))
    stored.push({ sha256: name, size, keptSince: mtime })
  }
  return stored.sort((one, other) => other.size - one.size)
}

async function listHalves(folder: string, before: Date): Promise<string[]> {
  const paths = (await readdir(folder).catch(() => [])).map((name) => join(folder, name))
  const old: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile() && found.mtime < before) old.push(path)
  }
  return old
}

/** Takes a file away unless somebody has kept the same bytes anew meanwhile. */
async function removeOld(path: string, before: Date): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found || found.mtime >= before) return false
  await rm(path)
  return true
}

/** Every SHA-256 that any row of any table holds: as text, within JSON, or as bytes. */
async function hashesIn(client: pg.ClientBase): Promise<Set<string>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
        and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%'
      order by 1`,
  )
  const hashes = new Set<string>()
  for (const { name } of tables) {
    const { rows } = await client.query<{ hash: string }>(
      `select distinct m[1] as hash
         from (select row_to_json(r)::text as said from ${name} r) t
        cross join lateral regexp_matches(t.said, '(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])', 'g') m
        where t.said ~ '[0-9a-f]{64}'`,
    )
    for (const { hash } of rows) hashes.add(hash)
  }
  return hashes
}
