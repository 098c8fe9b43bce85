import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { poppler } from '#platform/testing/poppler.ts'
import { makePackingList } from './packing-list.ts'
import { productData } from './product-data.ts'
import type { Cycle, PackingLine } from './queries/cycles.ts'
import type { PublicProduct } from './queries/public.ts'

const product: PublicProduct = {
  ...{
    id: '019aeb4a-1744-7fe3-ae9c-e4ea0eb7629b',
    stallId: '019aeb4a-1744-7fe3-ae9c-e4ea0eb7629c',
  },
  ...{ stallName: 'Hộ Vàng Thị Mỷ', commune: 'Đoàn xã Sủng Là', ventureId: null, phone: null },
  ...{
    name: 'Chè </script><script>alert(1)</script>',
    kind: 'tea',
    description: 'Hái tay',
    ocopStars: 4,
  },
  ...{ unitOfSale: 'hộp 200 g', price: 85_000, stock: 3, seasonFrom: 11, seasonTo: 2 },
  ...{ listedAt: new Date('2026-06-01'), photos: ['019aeb4a-1744-7fe3-ae9c-e4ea0eb7629d'] },
}

test('search engines read a product, its price in đồng and whether it is there; nothing in it ends the script', () => {
  const text = productData(product, 'https://xk.example', '2026-12-01')
  expect(text).not.toMatch(/<|<\/script/)
  expect(JSON.parse(text)).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    image: [`https://xk.example/market/${product.id}/photos/${product.photos[0]}`],
    offers: {
      '@type': 'Offer',
      price: 85_000,
      priceCurrency: 'VND',
      availability: 'https://schema.org/InStock',
    },
  })
  const out = 'https://schema.org/OutOfStock'
  expect(productData(product, 'x', '2026-06-01')).toContain(out)
  expect(productData({ ...product, stock: 0 }, 'x', '2026-12-01')).toContain(out)
})

test('a packing list says what each producer brings, what each order holds, and what each gets', async () => {
  const cycle = {
    ...{
      title: 'Phiên chợ cuối tuần',
      handoverOn: '2026-06-20',
      place: 'Chợ Pả Vi',
      feePercent: 7,
    },
  } as Cycle
  const line = (more: Partial<PackingLine>): PackingLine => ({
    ...{ stallId: 'a', producerName: 'Hộ Giàng A Páo', orderId: '1', orderNumber: 'XKAAAAAAAA' },
    ...{ name: 'Mật ong bạc hà', unitOfSale: 'chai', price: 33_333, quantity: 1, isPaid: true },
    ...more,
  })
  const pdf = await makePackingList(
    cycle,
    'Chợ gom đơn',
    [
      line({}),
      line({ orderNumber: 'XKBBBBBBBB', quantity: 2 }),
      line({ stallId: 'b', producerName: 'HTX Chè', name: 'Chè', price: 85_000, isPaid: false }),
    ],
    new Date('2026-06-19'),
  )
  const folder = await mkdtemp(join(tmpdir(), 'packing-'))
  try {
    await writeFile(join(folder, 'list.pdf'), pdf)
    await poppler('pdftotext', '-layout', join(folder, 'list.pdf'), join(folder, 'list.txt'))
    const text = await readFile(join(folder, 'list.txt'), 'utf8')
    const written = text.replace(/\s+/g, ' ')
    expect(written).toMatch(/Hộ Giàng A Páo Mật ong bạc hà \(chai\) 3/)
    expect(written).toMatch(/XKBBBBBBBB Mật ong bạc hà \(chai\) 2 Đã thanh toán/)
    // 7 % of 99.999 đồng rounded down to the producer's good; what is not paid is not paid out.
    expect(written).toMatch(/Hộ Giàng A Páo 99\.999 đ 6\.999 đ 93\.000 đ/)
    expect(written).not.toMatch(/HTX Chè 85\.000 đ/)
  } finally {
    await rm(folder, { recursive: true })
  }
})
