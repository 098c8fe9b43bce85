/**
 * Languages in which people of the province write and speak, by ISO 639: each in its own name where it
 * has a spelling in use. Others may be added by their code.
 */
export const languageNames: Record<string, string> = {
  vi: 'Tiếng Việt',
  en: 'English',
  hmn: 'Lus Hmoob (Mông)',
  tyz: 'Tày',
  ium: 'Dao',
  nut: 'Nùng',
  gir: 'Giáy',
  lbj: 'La Chí',
  zho: '中文',
}

export const languageName = (code: string): string => languageNames[code] ?? code

export const isLanguage = (code: string): boolean => /^[a-z]{2,3}$/.test(code)
