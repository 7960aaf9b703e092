/*
 * tests/unit/parts.h
 * Purpose: for tests: the parts of an archive, found by its directory.
 */
#ifndef AR_PARTS_H
#define AR_PARTS_H

#include <zlib.h>

#include "tests/unit/scratch.h"

/* A number of an archive: the least byte first. */
static inline size_t
parts_number(const char *at, unsigned bytes)
{
	size_t n = 0;

	while (bytes-- > 0)
		n = n << 8 | (unsigned char)at[bytes];
	return n;
}

/* What is at this place of the directory, unpacked; *at becomes the next. */
static inline struct ar_buf
parts_take(struct ar_slice *name, struct ar_slice file, size_t *at)
{
	enum { RAW = -15 };
	const char *entry = file.p + *at;
	const char *header = file.p + parts_number(entry + 42, 4);
	size_t n = parts_number(entry + 24, 4);
	struct ar_buf plain = {0};
	z_stream z = {0};

	assert_memory_equal(entry, "PK\1\2", 4);
	assert_memory_equal(header, "PK\3\4", 4);
	assert_memory_equal(entry + 6, header + 4, 26);
	*name = ar_slice(entry + 46, parts_number(entry + 28, 2));
	assert_memory_equal(name->p, header + 30, name->n);
	ar_buf_room(&plain, n + 1);
	z.next_in = (Bytef *)(uintptr_t)(header + 30 + name->n);
	z.avail_in = (uInt)parts_number(entry + 20, 4);
	z.next_out = (Bytef *)plain.p;
	z.avail_out = (uInt)n + 1;
	assert_int_equal(inflateInit2(&z, RAW), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.avail_in, 0);
	plain.n = z.total_out;
	(void)inflateEnd(&z);
	assert_int_equal(plain.n, n);
	assert_int_equal(crc32(0, (const Bytef *)plain.p, (uInt)n),
	    parts_number(entry + 16, 4));
	*at += 46 + name->n;
	return plain;
}

/* How many parts there are, and where the directory begins. */
static inline size_t
parts_count(struct ar_slice file, size_t *at)
{
	const char *end = file.p + file.n - 22;

	assert_true(file.n >= 22);
	assert_memory_equal(end, "PK\5\6", 4);
	assert_int_equal(parts_number(end + 8, 2), parts_number(end + 10, 2));
	*at = parts_number(end + 16, 4);
	assert_int_equal(*at + parts_number(end + 12, 4), file.n - 22);
	return parts_number(end + 10, 2);
}

/* The part of this name; the caller frees it. */
static inline struct ar_buf
parts_find(struct ar_slice file, const char *wanted)
{
	size_t at, n = parts_count(file, &at);

	while (n-- > 0) {
		struct ar_slice name;
		struct ar_buf plain = parts_take(&name, file, &at);

		if (ar_slice_eq(name, ar_slice_of(wanted)))
			return plain;
		ar_buf_free(&plain);
	}
	fail_msg("no part %s", wanted);
	return (struct ar_buf){0};
}

#endif
