/** What the market takes; forms and the server keep to the same. */
export const limits = {
  name: 160,
  description: 3000,
  unitOfSale: 40,
  photos: 6,
  /** Bytes of one photo as it is sent. */
  photoBytes: 10 * 1024 * 1024,
  /** Đồng for one unit of sale. */
  price: 500_000_000,
  stock: 1_000_000,
  /** Of one product in one order. */
  quantity: 1000,
  /** Different products in one order. */
  lines: 40,
  buyerName: 100,
  address: 300,
  note: 500,
  reason: 300,
  deliveryFee: 5_000_000,
  /** Bytes of a bank's statement. */
  statementBytes: 5 * 1024 * 1024,
  /** Rows of a bank's statement. */
  statementRows: 20_000,
  /** Orders of one phone number that may wait at a time. */
  waitingOfOnePhone: 5,
} as const
