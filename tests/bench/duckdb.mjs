// tests/bench/duckdb.mjs: one query of a ledger, with types given.
//
//	node duckdb.mjs THREADS QUERY
//
// In the query, LEDGER('file') stands for the table.  Found beside it is
// node_modules/@duckdb/node-api, which tests/bench/peers.py puts there.
import { createRequire } from 'node:module'

const { DuckDBInstance } = createRequire(process.cwd() + '/')('@duckdb/node-api')
const [threads, query] = process.argv.slice(2)
const names = ['invoice_id', 'customer_id', 'customer_name', 'invoice_date',
  'due_date', 'paid_date', 'amount', 'currency', 'kind', 'collector',
  'po_number', 'email']
const type = (name) => name.endsWith('_date') ? 'DATE'
  : name === 'amount' ? 'DECIMAL(18,2)' : 'VARCHAR'
const columns = names.map((name) => `'${name}': '${type(name)}'`).join()

const db = await DuckDBInstance.create(':memory:', { threads })
const connection = await db.connect()
await connection.run(query.replace(/LEDGER\(('[^']*')\)/g,
  `read_csv($1, header=true, columns={${columns}})`))
