import { json } from '@sveltejs/kit'
import { endpoints } from '#modules/api.server.ts'
import { apiDocument } from '#platform/server/api/document.ts'
import { serveApi } from '#platform/server/api/serve.ts'
import type { RequestHandler } from './$types'

const serve: RequestHandler = ({ locals, request, params, url }) =>
  request.method === 'GET' && params.path === 'openapi.json'
    ? json(apiDocument(endpoints, locals.asking.locale, url.origin))
    : serveApi(endpoints, locals.app, locals.asking, request, params.path)

export const fallback = serve
export const GET = serve
export const POST = serve
