import { expect, test } from 'vitest'
import { ForbiddenAddress } from './guarded-request.ts'
import { checkPushAddress } from './push-services.ts'

const trusted = new Set(['push.doan.example'])

test.for([
  'https://fcm.googleapis.com/fcm/send/x',
  'https://updates.push.services.mozilla.com/wpush/v2/x',
  'https://web.push.apple.com/x',
  'https://wns2-sg2p.notify.windows.com/w/?token=x',
  'https://push.doan.example/x',
])('%s is asked', (address) => expect(checkPushAddress(address, trusted).href).toBe(address))

test.for([
  'https://push.example.com/x',
  'https://xfcm.googleapis.com/x',
  'https://storage.googleapis.com/x',
  'https://fcm.googleapis.com.example.com/x',
  'https://notify.windows.com@example.com/x',
  'https://fcm.googleapis.com:8443/x',
  'http://fcm.googleapis.com/x',
  'https://below.push.doan.example/x',
])('%s is not', (address) =>
  expect(() => checkPushAddress(address, trusted)).toThrow(ForbiddenAddress),
)
