/*
 * tests/unit/celldump.c
 * Purpose: what libar knows of columns, to compare with the manuals.
 *
 *	celldump NAME...
 *
 * Prints a line for each: the name, and what it holds, or ? if it is unknown.
 */
#include <stdio.h>

#include "libar/cellkind.h"

int
main(int argc, char **argv)
{
	static const char *const words[] = {
		[AR_HOLDS_TEXT] = "text", [AR_HOLDS_LINE] = "line",
		[AR_HOLDS_ID] = "id", [AR_HOLDS_DATE] = "date",
		[AR_HOLDS_CURRENCY] = "currency",
		[AR_HOLDS_WHOLE] = "whole", [AR_HOLDS_COUNT] = "count",
		[AR_HOLDS_DECIMAL] = "decimal", [AR_HOLDS_MONEY] = "money"
	};

	for (int i = 1; i < argc; i++) {
		struct ar_cell_column c =
		    ar_cell_column(ar_slice_of(argv[i]));

		printf("%s %s\n", argv[i], c.known ? words[c.holds] : "?");
	}
	return 0;
}
