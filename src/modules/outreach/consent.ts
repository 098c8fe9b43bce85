/** The version of the words under which somebody asked to be told; `outreach_consent_text_2026_11`. */
export const consentVersion = '2026-11'
