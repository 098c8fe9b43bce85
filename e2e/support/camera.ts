import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { chromiumOptions } from '../../src/platform/testing/chromium.ts'

/** A film of a card held before the camera: the one frame, in the format that Chromium takes. */
export async function film(page: Page, source: string): Promise<Buffer> {
  const [width, height] = [640, 480]
  const luma = await page.evaluate(
    async ([source, width, height]) => {
      const picture = new Image()
      picture.src = source
      await picture.decode()
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width, height })
      const paper = canvas.getContext('2d') as CanvasRenderingContext2D
      paper.fillStyle = '#dddddd'
      paper.fillRect(0, 0, width, height)
      paper.drawImage(picture, 150, 70, 340, 340)
      const { data } = paper.getImageData(0, 0, width, height)
      return Array.from({ length: width * height }, (_, i) => data[i * 4] as number)
    },
    [source, width, height] as const,
  )
  const grey = Buffer.alloc((width * height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(luma), grey])
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    frame,
    frame,
  ])
}

/** A phone before whose camera a film runs. */
export async function phoneWithCamera(
  baseURL: string,
  filmed: Buffer,
): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const file = join(await mkdtemp(join(inject('runFolder'), 'film-')), 'card.y4m')
  await writeFile(file, filmed)
  const options = chromiumOptions(inject('chromium'))
  const browser = await chromium.launch({
    ...options,
    args: [
      ...(options.args ?? []),
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  })
  const context = await browser.newContext({
    baseURL,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    permissions: ['camera'],
  })
  return { context, close: () => browser.close() }
}
