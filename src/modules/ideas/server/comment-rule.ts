/**
 * Whether an officer should look at a comment before it is shown: it holds a phone number, an address of
 * a page or of mail, or a number long enough to be somebody's account or identity card.
 */
export const needsLook = (text: string): boolean => {
  const joined = text.replace(/(\d)[\s.-]+(?=\d)/g, '$1')
  return (
    /\d{9,}/.test(joined) ||
    /https?:|www\.|\b[\w-]+\.(com|vn|net|org|info|shop|xyz)\b|@\w/i.test(text)
  )
}
