/** Handing an invitation on asks the phone's own way of sharing, so this page has its script. */
export const csr = true
