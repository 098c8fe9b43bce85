import type { Decode } from './decode.ts'

/** Why there is no picture. */
export type CameraFault = 'denied' | 'none' | 'busy'

export interface Camera {
  /** Turns the light on or off; nothing where the phone has none to give. */
  light?: (on: boolean) => Promise<void>
  stop(): void
}

/**
 * Shows the back camera in a video and reports each code that comes into sight, once until another
 * comes or it has been away for a while. Throws an Error whose message is a {@link CameraFault}.
 */
export async function openCamera(
  video: HTMLVideoElement,
  decode: Decode,
  onCode: (text: string) => void,
): Promise<Camera> {
  const stream = await openStream()
  video.srcObject = stream
  await video.play()
  const [track] = stream.getVideoTracks()
  let stopped = false
  let last = { text: '', at: 0 }

  const look = async () => {
    if (stopped) return
    const began = performance.now()
    if (document.visibilityState === 'visible' && video.readyState >= 2) {
      const [text] = await decode(video).catch(() => [])
      if (text && !stopped) {
        if (text !== last.text || began - last.at > 4_000) onCode(text)
        last = { text, at: performance.now() }
      }
    }
    // As long a rest as the look took, so that an old phone stays cool and its buttons quick.
    setTimeout(look, Math.max(90, performance.now() - began))
  }
  void look()

  const camera: Camera = {
    stop() {
      stopped = true
      for (const each of stream.getTracks()) each.stop()
      video.srcObject = null
    },
  }
  const abilities = track?.getCapabilities?.() as { torch?: boolean } | undefined
  if (track && abilities?.torch) {
    camera.light = (on) =>
      track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
  }
  return camera
}

async function openStream(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new Error('none' satisfies CameraFault)
  const wanted = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
  try {
    return await navigator.mediaDevices.getUserMedia({ video: wanted })
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    const denied = name === 'NotAllowedError' || name === 'SecurityError'
    const fault: CameraFault = denied ? 'denied' : name === 'NotReadableError' ? 'busy' : 'none'
    throw new Error(fault)
  }
}
