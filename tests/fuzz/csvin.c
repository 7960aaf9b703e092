/*
 * tests/fuzz/csvin.c
 * Purpose: plain records come out at speed as libcsv alone reads them.
 *
 * The text is read by libcsv alone, and with each way to find masks: what
 * comes out, records and messages, must be the same.
 */
#include <inttypes.h>

#include "libar/csvin.h"
#include "tests/fuzz/target.h"

/* What CSV is made of. */
const char *const fuzz_words[] = {
	"\n", ",", "\"", "a", "\r\n", "\"\"", "\",\"", "\"\n\"", "\r",
	"\xef\xbb\xbf", AR_ROW_INCOMPLETE, ";", "\n\n", " ", "\xc3\xa4",
	"\x80", "bc\"d", "abcdefghijklmnopqrstuvwxyz", "1.00,EUR,,",
	",,,,,,,,,,,,", "\n\"x\"\"y\",", "2026-11-20,\"A, B\"\n", "a,b,c\n",
	NULL
};

const size_t fuzz_most = 200 * 1024;

/* How a text is read: by libcsv alone where masks is NULL. */
struct way {
	ar_masks masks;
	char delimiter;
};

static void
add_row(struct ar_buf *got, const struct ar_row *row)
{
	ar_buf_addf(got, "%" PRIu64 " %d %u", row->at.line, row->many_lines,
	    row->n);
	for (uint32_t i = 0; i < row->n; i++) {
		ar_buf_add(got, AR_S("\001"));
		ar_buf_add(got, ar_row_get(row, i));
	}
	ar_buf_add(got, AR_S("\002"));
	ar_buf_add(got, row->raw);
	ar_buf_add(got, AR_S("\003"));
}

/* All records and refusals of a descriptor, which is closed. */
static void
dump(struct ar_buf *got, int fd, const struct way *way)
{
	struct ar_diag *diag = ar_diag_new("csvin");
	struct ar_csvin *csv;
	struct ar_row row;
	int result;

	ar_diag_hush(diag);
	csv = ar_csvin_over(fd, ar_diag_file(diag, "in"), UINT64_MAX, diag);
	ar_csvin_use(csv, way->masks);
	if (way->delimiter != ',')
		ar_csvin_delimit(csv, way->delimiter);
	while ((result = ar_csvin_next(csv, &row)) == AR_ITEM ||
	    result == AR_EDATA) {
		add_row(got, &row);
		if (result == AR_EDATA)
			ar_buf_addf(got, "%d %" PRIu64,
			    (int)ar_diag_last(diag)->msg,
			    ar_diag_last(diag)->at.line);
	}
	ar_buf_addf(got, "end %d %d", result, (int)ar_diag_status(diag));
	ar_csvin_close(csv);
	ar_diag_free(diag);
}

static void
compare(struct ar_slice text, char delimiter)
{
	struct ar_buf want = {0}, got = {0};
	struct way way = {NULL, delimiter};

	dump(&want, fuzz_file(text), &way);
	for (unsigned n = 0; (way.masks = ar_masks_number(n)) != NULL; n++) {
		got.n = 0;
		dump(&got, fuzz_file(text), &way);
		need(ar_slice_eq(ar_buf_slice(&want), ar_buf_slice(&got)),
		    "the lane reads as libcsv does");
	}
	ar_buf_free(&want);
	ar_buf_free(&got);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_slice text = fuzz_text(bytes, n);

	compare(text, ',');
	if (memchr(text.p, ';', text.n) != NULL)
		compare(text, ';');
	return 0;
}
