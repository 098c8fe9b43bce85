/** The most that one request may carry, as people say it: `40 MB`, `512 KB`. */
export function uploadLimit(setting = process.env.BODY_SIZE_LIMIT ?? '512K'): string {
  const [, number = '', unit = ''] = /^(\d+)([KMG]?)$/i.exec(setting.trim()) ?? []
  if (!number) return setting
  return unit ? `${number} ${unit.toUpperCase()}B` : `${Math.floor(Number(number) / 1024)} KB`
}
