/** Filled in once, by who installs: a plain form, so that it weighs nothing whatever else the product grows. */
export const csr = false
