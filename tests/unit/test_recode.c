/*
 * tests/unit/test_recode.c
 * Purpose: other encodings become UTF-8, or the first wrong byte is named.
 */
#include "libar/recode.h"

#include "tests/unit/scratch.h"

struct outcome {
	struct ar_buf bytes;
	int result;             /* AR_OK at a clean end */
};

static struct outcome
read_all(struct ar_slice in, const char *encoding, size_t size,
    struct ar_diag *diag)
{
	const char *path = scratch_write("in", in);
	uint32_t file = ar_diag_file(diag, "in");
	struct outcome o = {.result = AR_ESTOP};
	struct ar_recode *r = NULL;
	struct ar_bytes *b;
	char *buf = ar_alloc(size);
	ssize_t n = -1;

	assert_int_equal(ar_bytes_open(&b, path, file, diag), AR_OK);
	if (ar_recode_open(&r, b, encoding, file, diag) == AR_OK) {
		while ((n = ar_recode_read(r, buf, size)) > 0)
			ar_buf_add(&o.bytes, ar_slice(buf, (size_t)n));
		o.result = n == 0 ? AR_OK : AR_ESTOP;
	}
	ar_recode_close(r);
	ar_bytes_close(b);
	free(buf);
	return o;
}

static const struct {
	const char *name, *encoding;
	struct ar_slice in, want;
} good[] = {
	{"nothing", "ISO-8859-1", {"", 0}, {"", 0}},
	{"Latin-1", "ISO-8859-1", {"Z\xfcrich\n", 7}, {"Z\xc3\xbcrich\n", 8}},
	{"Windows", "WINDOWS-1252", {"\x80 5\n", 4}, {"\xe2\x82\xac 5\n", 6}},
	{"UTF-16 with mark", "UTF-16", {"\xff\xfe" "a\0\n\0", 6}, {"a\n", 2}},
	{"UTF-16, high", "UTF-16BE", {"\xd8\x3d\xdc\xb6", 4},
	    {"\xf0\x9f\x92\xb6", 4}},
	{"Shift-JIS", "SHIFT_JIS", {"\x93\xfa", 2}, {"\xe6\x97\xa5", 3}},
	{"UTF-8 itself", "UTF-8", {"\xc3\xa9", 2}, {"\xc3\xa9", 2}},
	{"held back to combine, at the end", "CP1258", {"abc", 3},
	    {"abc", 3}},
};

static void
test_good(void **state)
{
	static const size_t sizes[] = {8, 9, 4096};
	struct ar_diag *diag = ar_diag_new("t");

	(void)state;
	scratch_listen();
	for (size_t i = 0; i < ROWS(good); i++)
		for (size_t k = 0; k < ROWS(sizes); k++) {
			struct outcome o = read_all(good[i].in,
			    good[i].encoding, sizes[k], diag);

			if (o.result != AR_OK || !ar_slice_eq(
			    ar_buf_slice(&o.bytes), good[i].want))
				fail_msg("failing row: %s", good[i].name);
			ar_buf_free(&o.bytes);
		}
	ar_diag_free(diag);
}

static const struct {
	const char *name, *encoding;
	struct ar_slice in;
	const char *said;
} bad[] = {
	{"no such encoding", "latin-0", {"a", 1},
	    "t: 'latin-0' is no encoding that iconv knows; iconv -l lists "
	    "them [bad-encoding]\n"},
	{"not ASCII", "ASCII", {"ab\xe9", 3},
	    "t: in: byte 2 is not valid ASCII; say the right --encoding "
	    "[encoding]\n"},
	{"half a character at the end", "UTF-16LE", {"a\0b", 3},
	    "t: in: byte 2 is not valid UTF-16LE; say the right --encoding "
	    "[encoding]\n"},
	{"no byte of Windows", "WINDOWS-1252", {"\x81", 1},
	    "t: in: byte 0 is not valid WINDOWS-1252; say the right "
	    "--encoding [encoding]\n"},
};

static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct outcome o;

		scratch_listen();
		o = read_all(bad[i].in, bad[i].encoding, 64, diag);
		if (o.result != AR_ESTOP)
			fail_msg("failing row: %s", bad[i].name);
		assert_string_equal(scratch_heard(), bad[i].said);
		(void)scratch_stop(NULL);
		ar_buf_free(&o.bytes);
		ar_diag_free(diag);
	}
}

/* The offset counts all bytes before, also those of earlier pieces. */
static void
test_offset_far_in(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	size_t n = 200001;
	char *in = ar_alloc(n);
	struct outcome o;

	(void)state;
	memset(in, 'a', n);
	in[n - 1] = '\xe9';
	scratch_listen();
	o = read_all(ar_slice(in, n), "ASCII", 1000, diag);
	assert_int_equal(o.result, AR_ESTOP);
	assert_non_null(strstr(scratch_heard(), "byte 200000 is not"));
	ar_buf_free(&o.bytes);
	free(in);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_good, scratch_stop),
		cmocka_unit_test_teardown(test_bad, scratch_stop),
		cmocka_unit_test_teardown(test_offset_far_in, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
