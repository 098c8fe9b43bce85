// One shell for everybody, without a word of theirs in it: a phone keeps it and opens it offline.
export const ssr = false
