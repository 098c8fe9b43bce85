export type { Account, Buyer } from './account.ts'
export { codeOf } from './code-of.ts'
export { advanceOrder, markPaid } from './commands/advance-order.ts'
export { addBookEntry, strikeBookEntry } from './commands/keep-books.ts'
export { cancelCycle, decideOffer, offerProduct, payOut, saveCycle } from './commands/keep-cycle.ts'
export { openStall } from './commands/open-stall.ts'
export { cancelOwnOrder, placeOrder } from './commands/place-order.ts'
export { attachPhoto, removePhoto, saveProduct, withdrawProduct } from './commands/save-product.ts'
export { saveStall } from './commands/save-stall.ts'
export {
  receiveSepay,
  settleTransfer,
  type Taken,
  takeStatement,
} from './commands/take-transfers.ts'
export { keepProduct } from './keep-product.ts'
export { getOwnOrder, TooOften } from './looks.ts'
export { makePackingList } from './packing-list.ts'
export { canKeepStalls } from './policy.ts'
export { productData, seasonOf } from './product-data.ts'
export { type BookEntry, listEntries, listMonths, type MonthSum } from './queries/books.ts'
export {
  type Cycle,
  getCycle,
  listCycleSales,
  listCycles,
  listOffers,
  listOwnOffers,
  listPacking,
  listPayouts,
  type Offer,
  type PackingLine,
  type PaidOut,
} from './queries/cycles.ts'
export {
  type CycleProduct,
  findOwnOrder,
  findPhoto,
  findProduct,
  findStall,
  listCycleProducts,
  listOpenCycles,
  listPlaces,
  listProducts,
  type MarketPage,
  type MarketQuery,
  type OpenCycle,
  type OrderLine,
  type OwnOrder,
  type PublicProduct,
  type PublicRow,
  type PublicStall,
} from './queries/public.ts'
export {
  type DoubtfulTransfer,
  getOrder,
  getOwnPhoto,
  getProduct,
  getStall,
  listAwaiting,
  listCanOpen,
  listDoubtful,
  listMyStalls,
  listOrders,
  listStallProducts,
  type OrderRow,
  type Product,
  type SellersOrder,
  type Stall,
  type StallRow,
} from './queries/seller.ts'
export { readStatement } from './statement/read-statement.ts'
export { checkPhotos, keepPhotos } from './take-photos.ts'
export { marketTasks } from './tasks/market-tasks.ts'
