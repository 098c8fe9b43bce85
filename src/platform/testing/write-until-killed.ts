// Run by embedded.db.test.ts as a process of its own: starts PostgreSQL on the folder given and
// commits numbers, saying each only once it is committed, until somebody kills it.
import pg from 'pg'
import { startEmbeddedPostgres } from '../server/database/embedded.ts'

const postgres = await startEmbeddedPostgres({ dataDirectory: process.argv[2] ?? '' })
const client = new pg.Client({ connectionString: postgres.url('xungkich') })
await client.connect()
await client.query('create table if not exists acknowledged (number int primary key)')
console.log(`server ${postgres.pid}`)
for (let number = 1; ; number++) {
  await client.query('insert into acknowledged values ($1)', [number])
  console.log(number)
}
