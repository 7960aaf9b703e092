/*
 * tests/unit/test_zip.c
 * Purpose: what is packed into an archive comes out of it.
 */
#include "libar/zip.h"

#include "tests/unit/parts.h"

enum { LARGE = 300000 };

/* Lines that differ, and so do not pack to nothing. */
static struct ar_buf
many_bytes(void)
{
	struct ar_buf b = {0};

	for (uint32_t i = 1; b.n < LARGE; i++)
		ar_buf_addf(&b, "%u ", i * 2654435761U);
	return b;
}

static void
add_part(struct ar_zip *z, const char *name, struct ar_slice bytes,
    size_t piece)
{
	ar_zip_begin(z, ar_slice_of(name));
	while (bytes.n > 0) {
		size_t n = bytes.n < piece ? bytes.n : piece;

		ar_zip_add(z, ar_slice(bytes.p, n));
		bytes = ar_slice(bytes.p + n, bytes.n - n);
	}
	ar_zip_end(z);
}

static void
check_next(struct ar_slice file, size_t *at, const char *want,
    struct ar_slice bytes)
{
	struct ar_slice name;
	struct ar_buf got = parts_take(&name, file, at);

	assert_slice(name, ar_slice_of(want));
	assert_slice(ar_buf_slice(&got), bytes);
	ar_buf_free(&got);
}

/* Behind other bytes, in pieces of any size. */
static void
test_parts(void **state)
{
	struct ar_buf file = {0}, many = many_bytes();
	struct ar_slice archive;
	struct ar_zip z;
	size_t at;

	(void)state;
	ar_buf_add(&file, AR_S("before"));
	ar_zip_open(&z, &file);
	add_part(&z, "a/b.xml", AR_S("text"), 1);
	add_part(&z, "empty", AR_S(""), 1);
	add_part(&z, "many", ar_buf_slice(&many), 1000);
	add_part(&z, "once", ar_buf_slice(&many), many.n);
	assert_int_equal(ar_zip_close(&z), AR_OK);
	archive = ar_slice(file.p + 6, file.n - 6);
	assert_memory_equal(file.p, "beforePK\3\4", 10);
	assert_int_equal(parts_count(archive, &at), 4);
	check_next(archive, &at, "a/b.xml", AR_S("text"));
	check_next(archive, &at, "empty", AR_S(""));
	check_next(archive, &at, "many", ar_buf_slice(&many));
	check_next(archive, &at, "once", ar_buf_slice(&many));
	assert_true(archive.n < 2 * many.n);
	ar_buf_free(&file);
	ar_buf_free(&many);
}

static void
test_none(void **state)
{
	struct ar_buf file = {0};
	struct ar_zip z;

	(void)state;
	ar_zip_open(&z, &file);
	assert_int_equal(ar_zip_close(&z), AR_OK);
	assert_slice(ar_buf_slice(&file), AR_S("PK\5\6\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0\0\0"));
	ar_buf_free(&file);
}

/* A part that seems to have had all but one byte of 4 GiB, or all. */
static void
test_large(void **state)
{
	(void)state;
	for (unsigned more = 1; more <= 2; more++) {
		struct ar_buf file = {0};
		struct ar_zip z;

		ar_zip_open(&z, &file);
		ar_zip_begin(&z, AR_S("part"));
		z.plain = UINT32_MAX - 1;
		ar_zip_add(&z, ar_slice("xx", more));
		ar_zip_end(&z);
		add_part(&z, "another", AR_S("x"), 1);
		assert_int_equal(ar_zip_close(&z), more == 1 ? AR_OK :
		    AR_EDATA);
		ar_buf_free(&file);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
