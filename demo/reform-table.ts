import { readFile } from 'node:fs/promises'
import { type ReadTable, readDecisionTable } from '#modules/restructuring/server/index.ts'

/** What officers would say of names that no rule can know: the communes of the gazetteer that they mean. */
export type KnownNames = Readonly<Record<string, readonly string[]>>

export interface ReformTable {
  table: ReadTable
  /** The published table, or the small one of our own. */
  isPublished: boolean
  source: string
  known: KnownNames
}

/** Communes that were founded after the gazetteer was made, and what that has in their stead. */
const younger: KnownNames = { 'Xã Hồng Sơn': ['02593', '02608'], 'Xã Tân Phước': ['01174'] }

/**
 * A reform of the two small provinces with the mess that published tables have: type words left out,
 * shortened and governing several names, other letters, a ward cut in two, names twice, a commune
 * that no register has, one that is named nowhere.
 */
const ownTable = `Đơn vị mới\tĐơn vị cũ
Phường Hà Giang 1\tPhường Nguyễn Trãi, phường Quang Trung
Phường Hà Giang 2\tCác phường Trần Phú, Ngọc Hà và một phần phường Quang Trung
Xã Mèo Vạc\tTT. Mèo Vạc, xã Pả Vi và xã Pải Lủng
Xã Sơn Vĩ\tXã Thượng Phụng
Xã Bắc Quang\tThị trấn Việt Quang
Xã Vĩnh Tuy\tThị trấn Vĩnh Tuy
Xã Tân Quang\tXã Tân Thành (huyện Bắc Quang), Xã Tân Lập
Phường Minh Xuân\tPhường Minh Xuân; Phường Phan Thiết; Tân Quang
Xã Tràng Đà\tgiữ nguyên
Xã Nà Hang\tThị trấn Nà Hang, Xã Sinh Long
Xã Thượng Nông\tXã Thượng Giáp, Xã Thượng Nông
Xã Sơn Dương\tThị trấn Sơn Dương, Xã Hợp Thành
Xã Tân Trào\tXã Tân Trào, Xã Trung Yên`
const ownNames: KnownNames = { 'Xã Hợp Thành': [] }

/** Reads the table of a reform from a file; where there is none, gives the small one of our own and says so. */
export async function openReformTable(path: string | undefined): Promise<ReformTable> {
  const bytes = path ? await readFile(path).catch(() => undefined) : undefined
  if (path && bytes)
    return {
      table: await readDecisionTable({ bytes }),
      isPublished: true,
      source: path.split('/').at(-1) ?? path,
      known: younger,
    }
  return {
    table: await readDecisionTable({ text: ownTable }),
    isPublished: false,
    source: 'bảng nhỏ tự soạn',
    known: ownNames,
  }
}
