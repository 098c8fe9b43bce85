import { codeInGroups } from '#modules/signing/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { type Content, makePdf, mm } from '#platform/server/pdf/make-pdf.ts'
import type { CertificateFacts } from './credential.ts'

/** A certificate on paper, A4 lying, with the QR code of its public page. The same certificate gives the same bytes. */
export async function certificatePdf(it: CertificateFacts, origin: string): Promise<Buffer> {
  const address = `${origin}/verify/certificate/${it.code}`
  const centred = (text: string, more: Record<string, unknown> = {}): Content => ({
    text,
    alignment: 'center',
    ...more,
  })
  return makePdf({
    title: `${m.learning_certificate()} · ${it.courseTitle}`,
    at: new Date(`${it.issuedOn}T00:00:00+07:00`),
    landscape: true,
    pageNumbers: 'none',
    content: [
      centred('ĐOÀN TNCS HỒ CHÍ MINH', { bold: true, fontSize: 13 }),
      centred(it.unitName ?? '', { fontSize: 13, margin: [0, 2, 0, mm(12)] }),
      centred(m.learning_certificate_heading(), { bold: true, fontSize: 30, color: '#0a4fa6' }),
      centred(m.learning_certificate_given_to(), { fontSize: 14, margin: [0, mm(8), 0, 4] }),
      centred(it.holderName, { bold: true, fontSize: 26 }),
      centred(m.learning_certificate_completed(), { fontSize: 14, margin: [0, mm(6), 0, 4] }),
      centred(it.courseTitle, { bold: true, fontSize: 19 }),
      {
        margin: [mm(20), mm(14), mm(20), 0],
        columnGap: mm(8),
        columns: [
          { width: 'auto', qr: address, fit: 96, eccLevel: 'M' },
          {
            width: '*',
            fontSize: 11,
            stack: [
              {
                text: `${m.learning_certificate_issued()}: ${writtenDay(it.issuedOn)}`,
                margin: [0, 2, 0, 2],
              },
              {
                text: it.validUntil
                  ? `${m.learning_certificate_until()}: ${writtenDay(it.validUntil)}`
                  : m.learning_certificate_forever(),
                margin: [0, 0, 0, 2],
              },
              {
                text: `${m.learning_certificate_code()}: ${codeInGroups(it.code)}`,
                margin: [0, 0, 0, 2],
              },
              { text: m.learning_certificate_check({ address }), margin: [0, 0, 0, 2] },
            ],
          },
        ],
      },
    ],
  })
}
