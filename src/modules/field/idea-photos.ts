import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { OutboxRecord } from '#platform/browser/outbox/record.ts'
import { uuidv7 } from '#platform/uuid.ts'

/** A photo that waits on this phone until its idea and then it itself have gone up. */
export interface KeptPhoto {
  id: string
  blob: Blob
  addedAt: number
}

interface Schema extends DBSchema {
  photos: { key: string; value: KeptPhoto }
}

/** The longer side in pixels, and how hard it is pressed: what a weak network can carry. */
const longestSide = 1600
const quality = 0.8

const open = (personId: string): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(`xungkich-ideas-${personId}`, 1, {
    upgrade: (store) => void store.createObjectStore('photos', { keyPath: 'id' }),
  })

async function within<Result>(
  personId: string,
  work: (store: IDBPDatabase<Schema>) => Promise<Result>,
): Promise<Result> {
  const store = await open(personId)
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/**
 * Draws a photo anew, at most 1600 pixels, as JPEG: what the camera wrote beside the picture, the place
 * above all, is gone before it is kept. Throws where the file is no picture.
 */
export async function compressPhoto(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return new Promise((done, failed) => {
    canvas.toBlob(
      (blob) => (blob ? done(blob) : failed(new Error('no picture'))),
      'image/jpeg',
      quality,
    )
  })
}

/** Keeps a photo on the phone before anything is sent; returns its id. */
export async function keepPhoto(personId: string, file: Blob): Promise<KeptPhoto> {
  const photo = { id: uuidv7(), blob: await compressPhoto(file), addedAt: Date.now() }
  await within(personId, async (store) => {
    const tx = store.transaction('photos', 'readwrite', { durability: 'strict' })
    await tx.store.put(photo)
    await tx.done
  })
  return photo
}

export const findPhotos = (personId: string, ids: readonly string[]): Promise<KeptPhoto[]> =>
  within(personId, async (store) => {
    const found = await Promise.all(ids.map((id) => store.get('photos', id)))
    return found.filter((photo) => photo !== undefined)
  })

export const dropPhoto = (personId: string, id: string): Promise<void> =>
  within(personId, (store) => store.delete('photos', id))

const photosOf = (record: OutboxRecord): string[] =>
  ((record.body as { photos?: { id: string }[] }).photos ?? []).map(({ id }) => id)

/**
 * Sends the photos of ideas that the server has, each under its own id, and forgets each once the server
 * says that it has it. What fails stays and is tried again. Returns how many still wait.
 */
export async function sendPhotos(
  personId: string,
  ideas: readonly OutboxRecord[],
): Promise<number> {
  let waiting = 0
  for (const idea of ideas) {
    for (const { id, blob } of await findPhotos(personId, photosOf(idea))) {
      if (
        idea.state === 'stored' &&
        !idea.undoneBy &&
        (await sendPhoto(personId, idea.id, id, blob))
      )
        await dropPhoto(personId, id)
      else waiting += 1
    }
  }
  return waiting
}

/** Whether the phone may forget it: the server has it, or will never take it. */
async function sendPhoto(
  personId: string,
  ideaId: string,
  id: string,
  blob: Blob,
): Promise<boolean> {
  try {
    const answer = await fetch(`/api/ideas/${ideaId}/files/${id}`, {
      method: 'POST',
      body: blob,
      headers: { 'content-type': 'image/jpeg', 'x-xungkich-person': personId },
      credentials: 'same-origin',
      redirect: 'manual',
      signal: AbortSignal.timeout(90_000),
    })
    if (answer.status === 200) {
      const { stored } = (await answer.json()) as { stored?: boolean }
      return stored === true
    }
    return [404, 413, 422].includes(answer.status)
  } catch {
    return false
  }
}
