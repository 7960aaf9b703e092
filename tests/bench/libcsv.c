/*
 * tests/bench/libcsv.c
 * Purpose: what libcsv alone takes: amounts of a ledger added up, no more.
 *
 *	libcsv FILE
 *
 * Strict, as we use it; amounts in floating point, dates not looked at.
 */
#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { AMOUNT = 6, BLOCK = 256 * 1024 };

struct sums {
	unsigned field;
	unsigned long rows;
	double amount;
};

static void
on_field(void *field, size_t n, void *sums)
{
	struct sums *s = sums;

	(void)n;
	if (s->field++ == AMOUNT)
		s->amount += strtod(field, NULL);
}

static void
on_record(int end, void *sums)
{
	struct sums *s = sums;

	(void)end;
	s->field = 0;
	s->rows++;
}

int
main(int argc, char **argv)
{
	static char block[BLOCK];
	struct csv_parser parser;
	struct sums sums = {0};
	int fd = argc > 1 ? open(argv[1], O_RDONLY) : 0;
	ssize_t n;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL))
		return 1;
	while ((n = read(fd, block, sizeof block)) > 0)
		if (csv_parse(&parser, block, (size_t)n, on_field, on_record,
		    &sums) != (size_t)n)
			return 1;
	(void)csv_fini(&parser, on_field, on_record, &sums);
	csv_free(&parser);
	printf("%lu rows, %.2f\n", sums.rows, sums.amount);
	return 0;
}
