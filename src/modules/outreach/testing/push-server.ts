import { createDecipheriv, createECDH, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { type Answer, serve, type TestServer } from './serve.ts'

export interface Browser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  /** Opens what was sent, as the browser does (RFC 8291, aes128gcm). */
  open(body: Buffer): unknown
}

export interface PushServer extends TestServer {
  /** What a subscription's path gets from now on; 201 where nothing is said. */
  answers: Map<string, Answer>
  aBrowser(): Browser
}

/** A push service: it takes what is encrypted for browsers that it knows, and wants to know who sends. */
export async function startPushServer(): Promise<PushServer> {
  const answers = new Map<string, Answer>()
  const server = await serve(({ path, headers }) => {
    const given = answers.get(path)
    if (given) return given
    const isSigned = /^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]+$/.test(
      String(headers.authorization),
    )
    return isSigned && headers['content-encoding'] === 'aes128gcm' && headers.ttl
      ? { status: 201 }
      : { status: 401 }
  })
  let count = 0
  return Object.assign(server, {
    answers,
    aBrowser: () => {
      const curve = createECDH('prime256v1')
      const publicKey = curve.generateKeys()
      const auth = randomBytes(16)
      return {
        subscription: {
          endpoint: `${server.url}/push/${++count}`,
          keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
        },
        open: (body: Buffer) => decrypt(body, curve, publicKey, auth),
      }
    },
  })
}

function decrypt(
  body: Buffer,
  curve: ReturnType<typeof createECDH>,
  publicKey: Buffer,
  auth: Buffer,
): unknown {
  const salt = body.subarray(0, 16)
  const keyLength = body[20] ?? 0
  const theirs = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const shared = curve.computeSecret(theirs)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, theirs])
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
  const pseudoRandom = createHmac('sha256', salt).update(secret).digest()
  const derive = (label: string, length: number) =>
    createHmac('sha256', pseudoRandom)
      .update(`${label}\0\x01`, 'latin1')
      .digest()
      .subarray(0, length)
  const cipher = createDecipheriv(
    'aes-128-gcm',
    derive('Content-Encoding: aes128gcm', 16),
    derive('Content-Encoding: nonce', 12),
  )
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString())
}
