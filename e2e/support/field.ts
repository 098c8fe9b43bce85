import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export const demoPassword = 'XungKich-2024'

/** The demonstration's people who go out to the field; all of them work in the commune of Pả Vi. */
export const volunteer = '0300000009'
export const officer = '0300000006'

/** Being offline, signed out or refused is brought about on purpose, and the browser complains. */
export const networkTrouble = /Failed to load resource/

export async function signIn(page: Page, phone: string, next = '/field'): Promise<void> {
  await page.goto(`/sign-in?next=${next}`)
  await page.locator('[name=identifier]').fill(phone)
  await page.locator('[type=password]').fill(demoPassword)
  await page.locator('form [type=submit]').first().click()
  await page.waitForURL(({ pathname }) => pathname === next)
}

/** Waits until the phone holds all it needs to go offline. */
export async function readyForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller) await new Promise((later) => setTimeout(later, 50))
  })
}

export const sync = (page: Page) => page.getByTestId('sync')
/** What the header says of it. */
export const syncText = async (page: Page) => ((await sync(page).textContent()) ?? '').trim()

export const tab = (page: Page, name: string) =>
  page.locator('nav').getByRole('link', { name: new RegExp(`^${name}`) })

/** Opens the activity of today, or the next one. */
export async function openActivity(page: Page, index = 0): Promise<void> {
  await page.locator('main li a').nth(index).click()
  await page.waitForURL(/at=/)
}

/** Three taps at most, as the product promises. */
export async function recordAssist(page: Page, service: number, outcome = 'Xong'): Promise<void> {
  await page.locator('.services button').nth(service).click()
  const procedures = page.locator('dialog ul button')
  const ending = page.getByRole('dialog').getByRole('button', { name: outcome, exact: true })
  await procedures.or(ending).first().waitFor()
  if (await procedures.count()) await procedures.first().click()
  await ending.click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

export interface ServerSide {
  stored: number
  refused: number
  receivedUpTo: number
}

/** What the server says it has of the signed-in person's phones. */
export async function serverSide(page: Page): Promise<ServerSide> {
  const state = (await page.evaluate(async () => {
    const response = await fetch('/api/sync/state')
    return response.json()
  })) as { devices: ServerSide[] }
  const sum = (key: keyof ServerSide) =>
    state.devices.reduce((total, device) => total + device[key], 0)
  return { stored: sum('stored'), refused: sum('refused'), receivedUpTo: sum('receivedUpTo') }
}

/** The phone's own records, as its disk has them. */
export async function phoneRecords(page: Page): Promise<{ id: string; state: string }[]> {
  return page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((one) =>
      one.name?.startsWith('xungkich-field-'),
    )
    const opened = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open(name?.name ?? '')
      request.onsuccess = () => done(request.result)
      request.onerror = () => failed(request.error)
    })
    const all = opened.transaction('records').objectStore('records').getAll()
    return new Promise<{ id: string; state: string }[]>((done) => {
      all.onsuccess = () => {
        opened.close()
        done(all.result.map(({ id, state }) => ({ id, state })))
      }
    })
  })
}

/** Loads an export file of records: more than a thumb could make in the time of a test. */
export async function importRecords(
  page: Page,
  make: (index: number, activityId: string) => { kind: string; body: object; happenedAt: string },
  count: number,
) {
  const activityId = new URL(page.url()).searchParams.get('at') ?? ''
  await page.goto(`/field?at=${activityId}&tab=phone`)
  const { person } = (await page.evaluate(async () => (await fetch('/api/field-pack')).json())) as {
    person: { id: string }
  }
  const deviceId = crypto.randomUUID()
  const records = Array.from({ length: count }, (_, index) => {
    const made = make(index, activityId)
    return {
      id: crypto.randomUUID(),
      deviceId,
      seq: index + 1,
      state: 'waiting',
      day: new Date(Date.parse(made.happenedAt) + 7 * 3_600_000).toISOString().slice(0, 10),
      topic: activityId,
      amount: 1,
      attempts: 0,
      clockOffset: 0,
      createdAt: Date.parse(made.happenedAt),
      ...made,
    }
  })
  const file = {
    format: 'xungkich-field-records',
    version: 1,
    personId: person.id,
    exportedAt: new Date().toISOString(),
    device: { id: deviceId, receivedUpTo: 0 },
    records,
  }
  await page.locator('input[type=file]').setInputFiles({
    name: 'records.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  await expect.poll(async () => (await phoneRecords(page)).length).toBeGreaterThanOrEqual(count)
  return { deviceId, records, ids: records.map(({ id }) => id) }
}
