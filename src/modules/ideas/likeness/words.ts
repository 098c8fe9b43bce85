/**
 * The words of a text as the database's index has them: without diacritics and capitals (Đ is d), in
 * their order.
 */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

/** Words that bind and say nothing of their own. */
const binding = new Set(
  `va cua la co cho cac nhung mot nay do duoc trong khi o tai voi de den tu ra vao thi ma nhu cung se da dang con
   bi boi theo tren duoi ve nen hay hoac neu vi rat nhieu it chi moi nguoi ta minh chua khong phai lai roi sau truoc
   giua ngoai bang nho qua tung cung nhau them het can cach viec gi ai dau nao luc lan cu deu van hon nhat
   dung giup lam di len xuong the toi em anh chi ong ba y tuong`.split(/\s+/),
)

/** Words that half of all ideas hold. */
const common = new Set(
  `xay dung mo hinh thanh nien doan vien dia phuong ba con dan thon ban xa huyen tinh vung cao so hoa ung dung phat trien
   nang trien khai hoat dong to chuc tao chuong trinh du an giai phap hieu san pham kien thuc thong tin huong dan ho tro
   tuyen truyen quan ly su dung he thong cong nghe dien thoai lap nhom doi clb`.split(/\s+/),
)

/** How much a word says where nothing is known of how often it occurs. */
export const weightOf = (word: string): number =>
  binding.has(word) ? 0.08 : common.has(word) ? 0.45 : word.length === 1 ? 0.3 : 1

/** Ways of saying the same; few, and only where they hardly ever mean something else. */
const sameThings: readonly (readonly [string, ...string[]])[] = [
  ['dien thoai', 'smartphone', 'di dong'],
  ['ma qr', 'quet ma', 'ma vach qr'],
  ['hoc sinh', 'cac em nho', 'con em', 'tre em', 'thieu nhi'],
  ['rac thai', 'rac'],
  ['phan bon', 'phan huu co', 'u phan'],
  ['trau bo', 'gia suc', 'con trau', 'con bo'],
  ['nuoc sach', 'nuoc sinh hoat', 'nuoc an'],
  ['du khach', 'khach du lich', 'khach tham quan'],
  ['san vat', 'dac san', 'nong san'],
  ['ban tren mang', 'ban online', 'ban qua mang', 'thuong mai dien tu', 'livestream'],
  ['nguoi gia', 'nguoi cao tuoi', 'cu gia', 'ong ba gia'],
  ['dan ca', 'bai hat', 'lan dieu'],
  ['tho cam', 'det lanh', 'vai lanh'],
  ['sach', 'tu sach', 'thu vien'],
  ['xe may', 'mo to'],
  ['thu tuc hanh chinh', 'dich vu cong', 'giay to'],
  ['tao hon', 'ket hon som', 'lay chong som', 'lay vo som'],
  ['sat lo', 'lo dat', 'lu quet'],
  ['nha ve sinh', 'nha tieu', 'ho xi'],
  ['viec lam', 'tuyen dung', 'tim viec'],
]
const canonical = new Map(
  sameThings.flatMap(([first, ...others]) => others.map((other) => [other, first] as const)),
)
const longest = Math.max(...[...canonical.keys()].map((key) => key.split(' ').length))

/** The words with ways of saying the same brought together. */
export function meaningWords(text: string): string[] {
  const words = plainWords(text)
  const meant: string[] = []
  for (let at = 0; at < words.length; ) {
    let taken = 1
    let put: string | undefined
    for (let length = longest; length >= 1 && put === undefined; length -= 1) {
      put = canonical.get(words.slice(at, at + length).join(' '))
      if (put !== undefined) taken = length
    }
    meant.push(...(put?.split(' ') ?? [words[at] as string]))
    at += taken
  }
  return meant
}
