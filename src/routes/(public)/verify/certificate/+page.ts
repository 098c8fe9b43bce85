/** Works on any phone, also one that runs no scripts. */
export const csr = false
