/** Reads the QR codes in a picture; gives their texts. */
export type Decode = (picture: HTMLVideoElement | ImageBitmap) => Promise<string[]>

interface Detector {
  detect(picture: CanvasImageSource): Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

/** The browser's own reader, which costs nothing to load; Chrome on Android has it, others not. */
async function nativeDetector(): Promise<DetectorClass | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => [])
  return formats?.includes('qr_code') ? BarcodeDetector : undefined
}

/** The best reader that this browser has: its own, else the one we ship (400 KB, kept offline). */
export async function openDecoder(): Promise<Decode> {
  const Native = await nativeDetector()
  if (!Native) return (await import('./zxing.ts')).decodeWithZxing
  const detector = new Native({ formats: ['qr_code'] })
  return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue)
}

/** Fetches what {@link openDecoder} will need, so that it is there without a network. */
export async function keepDecoder(): Promise<void> {
  if (await nativeDetector()) return
  await (await import('./zxing.ts')).keepZxing()
}
