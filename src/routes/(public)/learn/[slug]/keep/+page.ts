/** Putting a course on the phone is work for a script; nothing else of the course is. */
export const csr = true
