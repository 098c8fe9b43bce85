import { sign } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beginSignature, completeSignature, request } from '#modules/signing/server/index.ts'
import { makeAuthority } from '#modules/signing/server/testing.ts'
import { paragraph } from '#platform/server/pdf/blocks.ts'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { populate } from './population.ts'
import { type Bench, officerAt, openBenchDatabase } from './support.ts'

const papers = 20

/**
 * One PDF signed by our commands (turn, policy, certificate, prepared update, checked and embedded
 * signature, audit, two files flushed to the disk), against the two things that no signing goes without:
 * the key's own signature and one file of that size written and flushed.
 */
export const signingBench: Bench = {
  name: 'signing',
  run: async (say) => {
    const database = await openBenchDatabase()
    const folder = await mkdtemp(join(tmpdir(), 'xungkich-bench-signing-'))
    try {
      say('filling')
      const { province } = await populate(database, { members: 1000, withRecords: false })
      const asking = await officerAt(database, province, 'province_officer')
      const personId = asking.actor.personId ?? ''
      const { rows } = await database.owner.query<{ name: string }>(
        'select full_name as name from members.person where id = $1',
        [personId],
      )
      const { issue } = await makeAuthority()
      const key = await issue({ name: rows[0]?.name ?? '' })
      const chain = key.chain.map(({ raw }) => raw.toString('base64'))
      const bytes = await makePdf({
        title: 'Biên bản',
        at: new Date(),
        content: Array.from({ length: 60 }, () => paragraph('Chi đoàn đã thảo luận, thống nhất.')),
      })
      const { sha256 } = await database.app.files.put(bytes)

      let ours = 0
      let bare = 0
      for (let i = 0; i < papers; i++) {
        const { id } = await database.app.run(asking, request, {
          id: uuidv7(),
          unitId: province,
          title: 'Biên bản',
          sha256,
          signers: [{ personId, role: 'Chủ tọa' }],
        })
        ours += await milliseconds(async () => {
          const begun = await database.app.run(asking, beginSignature, {
            id: uuidv7(),
            requestId: id,
            chain,
          })
          const signature = sign('sha256', Buffer.from(begun.toSign, 'base64'), key.key)
          await database.app.run(asking, completeSignature, {
            attemptId: begun.attemptId,
            signature: signature.toString('base64'),
          })
        })
        bare += await milliseconds(async () => {
          sign('sha256', bytes, key.key)
          const file = await open(join(folder, String(i)), 'w')
          await file.write(bytes)
          await file.sync()
          await file.close()
        })
      }
      const ratio = ours / bare
      return [
        {
          what: 'one PDF signed, against the bare signature and one file',
          ours: `${(ours / papers).toFixed(0)} ms`,
          limit: `${(bare / papers).toFixed(1)} ms`,
          ratio,
        },
      ]
    } finally {
      await rm(folder, { recursive: true, force: true })
      await database.stop()
    }
  },
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
