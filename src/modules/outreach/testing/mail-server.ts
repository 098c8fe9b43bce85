import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  url: string
  letters: { to: string; raw: string }[]
  /** A recipient and the code that they are refused with. */
  refusals: Map<string, number>
  stop(): Promise<void>
}

/** An SMTP server on a real socket that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const letters: MailServer['letters'] = []
  const refusals = new Map<string, number>()
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _, done) =>
      username === 'doan' && password === 'mat-khau-thu'
        ? done(null, { user: username })
        : done(new Error('no')),
    onRcptTo: ({ address }, _, done) => {
      const code = refusals.get(address)
      done(code ? Object.assign(new Error('refused'), { responseCode: code }) : null)
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const raw = Buffer.concat(pieces).toString()
        for (const { address } of session.envelope.rcptTo) letters.push({ to: address, raw })
        done(null)
      })
    },
    authOptional: false,
    logger: false,
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as { port: number }
  return {
    url: `smtp://doan:mat-khau-thu@127.0.0.1:${port}`,
    letters,
    refusals,
    stop: () => new Promise((done) => server.close(() => done())),
  }
}
