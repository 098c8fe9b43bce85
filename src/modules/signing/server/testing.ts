import type { Asking } from '#platform/server/context.ts'
import { paragraph } from '#platform/server/pdf/blocks.ts'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'
import type { TestApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { request } from './commands/request.ts'

/** A one-page PDF, kept; returns its SHA-256. */
export async function aPdf(app: TestApp, text = 'Biên bản họp chi đoàn'): Promise<string> {
  const bytes = await makePdf({
    title: text,
    at: new Date('2026-06-15T02:00:00Z'),
    content: [paragraph(text)],
  })
  return (await app.files.put(bytes)).sha256
}

/** Hands a PDF in for signing by these people in this order. */
export async function aRequest(
  app: TestApp,
  by: Asking,
  fields: { unitId: string; signers: string[]; title?: string },
): Promise<{ id: string; code: string }> {
  return app.run(by, request, {
    id: uuidv7(),
    unitId: fields.unitId,
    title: fields.title ?? 'Biên bản họp chi đoàn tháng 6',
    sha256: await aPdf(app),
    signers: fields.signers.map((personId, i) => ({
      personId,
      role: i === 0 ? 'Thư ký' : 'Chủ tọa',
    })),
  })
}

export { type Holder, makeAuthority } from '../testing/keys.ts'
