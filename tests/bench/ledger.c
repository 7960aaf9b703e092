/*
 * tests/bench/ledger.c
 * Purpose: a list of invoices of any length, the same on every machine.
 *
 *	ledger ROWS SEED [PAID]
 *
 * 50,000 customers, a fifth of their names quoted, 12 columns, about 110
 * bytes a row.  PAID of a hundred documents have a paid_date.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { CUSTOMERS = 50000, MONTHS = 33, MONTH_DAYS = 28, FIRST_YEAR = 2024 };

/* The next number of the sequence that its authors named xorshift64. */
static uint64_t
next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state >> 16;
}

/* So many months after the first one. */
static void
put_date(uint64_t month, uint64_t day)
{
	printf(",%" PRIu64 "-%02" PRIu64 "-%02" PRIu64,
	    FIRST_YEAR + month / 12, month % 12 + 1, day + 1);
}

static void
put_row(uint64_t row, uint64_t *seed, uint64_t paid)
{
	static const char *const collector[] = {
		"ann", "ben", "cora", "dirk", "eva", "finn", "gina", "hugo"
	};
	uint64_t customer = next(seed) % CUSTOMERS;
	uint64_t month = next(seed) % MONTHS, day = next(seed) % MONTH_DAYS;
	const char *quote = customer % 5 == 0 ? "\"" : "";

	printf("INV-%08" PRIu64 ",C%05" PRIu64 ",%sCustomer %" PRIu64
	    "%s Ltd%s", row, customer, quote, customer,
	    customer % 5 == 0 ? "," : "", quote);
	put_date(month, day);
	put_date(month + 1, day);
	if (next(seed) % 100 < paid)
		put_date(month + next(seed) % 3, MONTH_DAYS - 1);
	else
		printf(",");
	printf(",%" PRIu64 ".%02" PRIu64 ",EUR,invoice,%s,PO-%" PRIu64
	    ",ap%" PRIu64 "@example.com\n", next(seed) % 20000 + 10,
	    next(seed) % 100, collector[customer % 8], next(seed) % 1000000,
	    customer);
}

int
main(int argc, char **argv)
{
	uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	uint64_t paid = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;

	seed = seed * 2 + 1;
	printf("invoice_id,customer_id,customer_name,invoice_date,due_date,"
	    "paid_date,amount,currency,kind,collector,po_number,email\n");
	for (uint64_t row = 0; row < rows; row++)
		put_row(row, &seed, paid);
	return fflush(stdout) == 0 ? 0 : 1;
}
