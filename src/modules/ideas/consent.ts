/** The consent that the public page shows; its text is the message `ideas_consent_text_<version>`. */
export const proposalConsent = '2026-11'
