// Asking a browser for notifications takes its script; the letter works without.
export const csr = true
