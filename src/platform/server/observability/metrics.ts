import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

const requests = new Histogram({
  name: 'xungkich_request_seconds',
  help: 'Time to answer a request',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
})

const build = new Gauge({
  name: 'xungkich_build_info',
  help: 'The version that runs',
  labelNames: ['version'],
  registers: [metrics],
})
build.set({ version: process.env.npm_package_version ?? 'unknown' }, 1)

/** Counts an answered request under its route (never its address, which may hold an id). */
export function observeRequest(request: {
  route: string
  method: string
  status: number
  ms: number
}): void {
  requests.observe(
    { method: request.method, route: request.route, status: String(request.status) },
    request.ms / 1000,
  )
}
