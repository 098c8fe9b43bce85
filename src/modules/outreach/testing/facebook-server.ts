import { serve, type TestServer } from './serve.ts'

export const facebookPage = { id: '900100', token: 'ma-trang-bi-mat' }

export interface FacebookServer extends TestServer {
  posts: { id: string; message: string; link: string }[]
  /** What a new post gets: put on the page; put there, but the line breaks; or an error of the Graph API. */
  behave: 'post' | 'post_and_break' | number
}

/** A page's feed of the Graph API. */
export async function startFacebook(): Promise<FacebookServer> {
  const server = (await serve(({ method, path, headers, body }) => {
    if (headers.authorization !== `Bearer ${facebookPage.token}`)
      return { status: 400, body: { error: { code: 190, type: 'OAuthException' } } }
    if (!path.startsWith(`/v23.0/${facebookPage.id}/feed`)) return { status: 404, body: {} }
    if (method === 'GET') return { body: { data: server.posts } }
    if (typeof server.behave === 'number')
      return { status: 400, body: { error: { code: server.behave } } }
    const form = new URLSearchParams(body.toString())
    const id = `${facebookPage.id}_${server.posts.length + 1}`
    server.posts.push({ id, message: form.get('message') ?? '', link: form.get('link') ?? '' })
    return server.behave === 'post' ? { body: { id } } : 'hang'
  })) as FacebookServer
  return Object.assign(server, { posts: [], behave: 'post' as const })
}
