import { readPhone } from '../../phone.ts'

/** Roots of passwords that are guessed first, in Vietnam and elsewhere; digits and signs around them do not help. */
const roots = [
  'password',
  'matkhau',
  'qwerty',
  'qwertyuiop',
  'asdfgh',
  'asdfghjkl',
  'zxcvbnm',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'abcdef',
  'abc',
  'admin',
  'administrator',
  'vietnam',
  'hanoi',
  'saigon',
  'hagiang',
  'tuyenquang',
  'doanvien',
  'doantn',
  'thanhnien',
  'thanhniencongsan',
  'xungkich',
  'chidoan',
  'doanthanhnien',
  'letmein',
  'welcome',
  'monkey',
  'dragon',
  'football',
  'bongda',
  'baobinh',
  'conheo',
  'motconvit',
  'hochiminh',
]
const known = new Set(roots)

/** Whether a password is one that is tried first: a phone number, a common word with figures, one sign repeated, or a run. */
export function isCommonPassword(password: string): boolean {
  if (readPhone(password)) return true
  const plain = password.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')
  const letters = plain.replace(/[^a-z]/g, '')
  if (known.has(letters) && plain.length - letters.length <= 6) return true
  if (new Set(plain).size <= 3) return true
  const run = '01234567890123456789'
  const digits = plain.replace(/\D/g, '')
  return (
    digits.length === plain.length &&
    (run.includes(digits) || [...run].reverse().join('').includes(digits))
  )
}
