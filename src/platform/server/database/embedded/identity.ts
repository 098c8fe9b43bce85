import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { stat } from 'node:fs/promises'

/** The user under whom PostgreSQL runs where we ourselves are root, which PostgreSQL refuses to be. */
export interface Identity {
  readonly uid: number
  readonly gid: number
}

const nobody: Identity = { uid: 65534, gid: 65534 }

/** Whom to run as: the owner of a cluster that is there, else nobody; undefined means ourselves. */
export async function identityFor(cluster: string): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

/**
 * Runs a program in a folder as `identity`, in a session of its own so that Ctrl-C in the terminal
 * reaches only us, and so that it gets SIGINT when we die, even by kill -9, where the system's
 * `setpriv` can arrange that.
 */
export function spawnAs(
  identity: Identity | undefined,
  folder: string,
  program: string,
  words: string[],
): ChildProcess {
  const options = {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
    // Nothing of ours: PGDATA, LANG or a secret in the environment must not reach the server.
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  }
  if (!canArrangeDeath()) return spawn(program, words, { ...options, ...identity })
  const user = identity
    ? [`--reuid=${identity.uid}`, `--regid=${identity.gid}`, '--clear-groups']
    : []
  return spawn('setpriv', [...user, '--pdeathsig=INT', '--', program, ...words], options)
}

let arranges: boolean | undefined

/** BusyBox has a `setpriv` too, which knows no --pdeathsig. */
function canArrangeDeath(): boolean {
  arranges ??=
    spawnSync('setpriv', ['--pdeathsig=INT', '--', 'true'], { stdio: 'ignore' }).status === 0
  return arranges
}
