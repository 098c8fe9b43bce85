// @ts-nocheck: served as it stands, for pages that load none of the program's own script.
/*
 * Turns notifications of this browser on and off (PushSwitch.svelte). The browser is asked for nothing
 * before somebody has said yes here.
 */
const root = document.querySelector('[data-push]')
const key = root?.dataset.pushKey
const worker = '/news-worker.js'

const show = (standing) => {
  for (const part of root.querySelectorAll('[data-when]'))
    part.hidden = !part.dataset.when.split(' ').includes(standing)
}

const registered = async () => {
  const registration = await navigator.serviceWorker.getRegistration('/news')
  return registration?.active?.scriptURL.endsWith(worker) ? registration : undefined
}

/** The worker of these pages once it runs; `serviceWorker.ready` could be that of field mode. */
async function ready() {
  await navigator.serviceWorker.register(worker, { scope: '/news' })
  for (let tries = 0; tries < 100; tries++) {
    const registration = await registered()
    if (registration) return registration
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the worker did not start')
}

const post = (path, body) =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** An id of version 7, as all records have. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let time = Date.now()
  for (let at = 5; at >= 0; at--) {
    bytes[at] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = (bytes[6] & 15) | 112
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

async function turnOn(form) {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const registration = await ready()
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  })
  const { endpoint, keys } = subscription.toJSON()
  const answer = await post('/api/push', {
    id: newId(),
    unitId: form.elements.commune.value,
    consent: form.elements.consent.checked,
    subscription: { endpoint, keys },
  })
  if (answer.ok) return 'on'
  await subscription.unsubscribe()
  return 'failed'
}

async function turnOff() {
  const subscription = await (await registered())?.pushManager.getSubscription()
  if (subscription) {
    await post('/api/push/end', { endpoint: subscription.endpoint })
    await subscription.unsubscribe()
  }
  return 'ended'
}

async function standing() {
  if (!key || !('PushManager' in window) || !('serviceWorker' in navigator)) return 'none'
  if (Notification.permission === 'denied') return 'denied'
  return (await (await registered())?.pushManager.getSubscription()) ? 'on' : 'off'
}

const attempt = (work) => work.catch(() => 'failed').then(show)

if (root) {
  attempt(standing())
  root.querySelector('form[data-turn="on"]').addEventListener('submit', (event) => {
    event.preventDefault()
    attempt(turnOn(event.target))
  })
  root.querySelector('button[data-turn="off"]').addEventListener('click', () => attempt(turnOff()))
}
