/*
 * tests/unit/csvdump.c
 * Purpose: a CSV file as a JSON array of arrays, to compare with others.
 *
 *	csvdump FILE
 *
 * Prints nothing and ends with 1 if a record is refused.
 */
#include <stdio.h>

#include "libar/csvin.h"

static void
add_string(struct ar_buf *to, struct ar_slice s)
{
	ar_buf_add(to, AR_S("\""));
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x20 || c == '"' || c == '\\')
			ar_buf_addf(to, "\\u%04x", c);
		else
			ar_buf_add(to, ar_slice(s.p + i, 1));
	}
	ar_buf_add(to, AR_S("\""));
}

static void
add_row(struct ar_buf *to, const struct ar_row *row)
{
	ar_buf_add(to, to->n == 0 ? AR_S("[[") : AR_S(",["));
	for (uint32_t i = 0; i < row->n; i++) {
		if (i > 0)
			ar_buf_add(to, AR_S(","));
		add_string(to, ar_row_get(row, i));
	}
	ar_buf_add(to, AR_S("]"));
}

int
main(int argc, char **argv)
{
	struct ar_diag *diag = ar_diag_new("csvdump");
	const char *path = argc > 1 ? argv[1] : "-";
	struct ar_buf rows = {0};
	struct ar_csvin *csv;
	struct ar_row row;
	enum ar_exit status;
	int result = AR_ESTOP;

	if (ar_csvin_open(&csv, path, ar_diag_file(diag, path), NULL, diag) ==
	    AR_OK) {
		while ((result = ar_csvin_next(csv, &row)) == AR_ITEM)
			add_row(&rows, &row);
		ar_csvin_close(csv);
	}
	if (result == AR_OK)
		(void)printf("%s%.*s]\n", rows.n == 0 ? "[" : "",
		    (int)rows.n, rows.n == 0 ? "" : rows.p);
	status = ar_diag_status(diag);
	ar_buf_free(&rows);
	ar_diag_free(diag);
	return (int)status;
}
