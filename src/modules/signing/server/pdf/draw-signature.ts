import { signatureBox } from '#platform/server/pdf/blocks.ts'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'

/** What stands in a signature's place: who signed, as what, when. A PDF of the box's size. */
export function drawSignature(signer: {
  name: string
  role: string
  issuer: string
  at: Date
}): Promise<Buffer> {
  const line = (text: string, bold = false) => ({ text, bold, fontSize: 9.5, color: '#0b3d91' })
  return makePdf({
    title: signer.name,
    at: signer.at,
    piece: signatureBox,
    content: [
      {
        table: {
          widths: ['*'],
          heights: signatureBox.height - 8,
          body: [
            [
              {
                stack: [
                  line('ĐÃ KÝ SỐ', true),
                  line(`Người ký: ${signer.name}`),
                  line(`Vai trò: ${signer.role}`),
                  line(`Thời gian: ${timeInVietnam(signer.at)}`),
                ],
              },
            ],
          ],
        },
        layout: {
          hLineWidth: () => 0.75,
          vLineWidth: () => 0.75,
          hLineColor: () => '#0b3d91',
          vLineColor: () => '#0b3d91',
        },
      },
    ],
  })
}

/** `09:00 26/03/2026 (giờ Việt Nam)`. */
function timeInVietnam(at: Date): string {
  const there = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  const [year, month, day] = there.slice(0, 10).split('-')
  return `${there.slice(11, 16)} ${day}/${month}/${year} (giờ Việt Nam)`
}
