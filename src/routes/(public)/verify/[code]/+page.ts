/** Works on any phone, also one that runs no scripts; nothing here needs one. */
export const csr = false
