/*
 * tests/unit/test_mem.c
 * Purpose: growing memory, and the end of the program when there is no more.
 */
#include "libar/mem.h"

#include "tests/unit/scratch.h"

static void
test_alloc_is_zeroed(void **state)
{
	unsigned char *p = ar_alloc(1000);

	(void)state;
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(p[i], 0);
	free(p);
	p = ar_alloc(0);
	assert_non_null(p);
	free(p);
}

static void
test_grow_keeps_what_is_there(void **state)
{
	uint32_t *a = NULL;

	(void)state;
	for (uint32_t n = 0; n < 5000; n++) {
		a = ar_grow(a, n + 1, sizeof *a);
		a[n] = n * 7;
	}
	for (uint32_t n = 0; n < 5000; n++)
		assert_int_equal(a[n], n * 7);
	free(a);
}

static void
test_buf(void **state)
{
	struct ar_buf b = {0};

	(void)state;
	assert_slice(ar_buf_slice(&b), AR_S(""));
	ar_buf_add(&b, AR_S(""));
	assert_slice(ar_buf_slice(&b), AR_S(""));
	ar_buf_add(&b, AR_S("a\0b"));
	ar_buf_addf(&b, "%s-%d", "", 12);
	ar_buf_addf(&b, "%s", "");
	assert_slice(ar_buf_slice(&b), AR_S("a\0b-12"));
	for (int i = 0; i < 1000; i++)
		ar_buf_addf(&b, "%03d,", i);
	assert_int_equal(b.n, 6 + 4000);
	assert_memory_equal(b.p + b.n - 8, "998,999,", 8);
	ar_buf_free(&b);
	assert_int_equal(b.n, 0);
	ar_buf_add(&b, AR_S("again"));
	assert_slice(ar_buf_slice(&b), AR_S("again"));
	ar_buf_free(&b);
}

static void
test_arena(void **state)
{
	struct ar_arena arena = {0};
	struct ar_slice small[2000], big = AR_S("");
	char text[12], *giant = ar_alloc(200000);

	(void)state;
	memset(giant, 'x', 200000);
	for (int i = 0; i < 2000; i++) {
		(void)snprintf(text, sizeof text, "%d", i);
		small[i] = ar_arena_copy(&arena, ar_slice_of(text));
		if (i == 1000)
			big = ar_arena_copy(&arena, ar_slice(giant, 200000));
	}
	for (int i = 0; i < 2000; i++) {
		(void)snprintf(text, sizeof text, "%d", i);
		assert_string_equal(small[i].p, text);
	}
	assert_slice(big, ar_slice(giant, 200000));
	assert_int_equal(big.p[big.n], 0);
	for (size_t size = 0; size < 40; size++) {
		const unsigned char *p = ar_arena_alloc(&arena, size);

		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
	}
	ar_arena_clear(&arena);
	assert_non_null(arena.last);
	for (size_t size = 1; size < 300000; size *= 3) {
		unsigned char *p = ar_arena_alloc(&arena, size);

		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 1, size);
		ar_arena_clear(&arena);
	}
	ar_arena_free(&arena);
	ar_arena_clear(&arena);
	assert_null(arena.last);
	free(giant);
}

static void
ask_too_much(void)
{
	(void)ar_grow(NULL, SIZE_MAX / 8, 16);
}

static void
ask_more_than_there_is(void)
{
	/* More than any address space, less than calloc(3) refuses itself. */
	(void)ar_alloc((size_t)1 << 62);
}

static void
ask_more_lines_than_there_are(void)
{
	(void)ar_alloc_lines(SIZE_MAX / 2);
}

static void
add_too_much(void)
{
	struct ar_buf b = {0};

	ar_buf_add(&b, AR_S("x"));
	ar_buf_room(&b, SIZE_MAX / 2);
}

/* The program ends with status 3 and one line that says why. */
static void
ends_for_memory(void (*ask)(void))
{
	int status;
	pid_t child;

	scratch_listen();
	child = fork();
	if (child == 0) {
		ask();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
	assert_string_equal(scratch_code(), "no-memory");
	(void)scratch_stop(NULL);
}

static void
test_no_memory(void **state)
{
	(void)state;
	ends_for_memory(ask_too_much);
	ends_for_memory(add_too_much);
#ifndef __SANITIZE_ADDRESS__            /* it has an opinion of its own */
	ends_for_memory(ask_more_than_there_is);
	ends_for_memory(ask_more_lines_than_there_are);
#else
	(void)ask_more_than_there_is;
	(void)ask_more_lines_than_there_are;
#endif
}

static void
test_lines(void **state)
{
	(void)state;
	for (size_t size = 1; size < 1000000; size *= 7) {
		char *p = ar_alloc_lines(size);

		assert_int_equal((uintptr_t)p % 64, 0);
		memset(p, 1, size);
		free(p);
	}
}

/* What came behind the mark is given back, and zero when it comes again. */
static void
test_rewind(void **state)
{
	struct ar_arena arena = {0};
	struct ar_arena_mark none = ar_arena_mark(&arena), mark;
	struct ar_slice kept = ar_arena_copy(&arena, AR_S("kept"));

	(void)state;
	mark = ar_arena_mark(&arena);
	for (size_t size = 1; size < 300000; size *= 3) {
		unsigned char *p = ar_arena_alloc(&arena, size);

		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 1, size);
		if (size % 2 == 1)
			ar_arena_rewind(&arena, mark);
		assert_memory_equal(kept.p, "kept", kept.n);
	}
	ar_arena_rewind(&arena, none);
	assert_null(arena.last);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alloc_is_zeroed),
		cmocka_unit_test(test_grow_keeps_what_is_there),
		cmocka_unit_test(test_buf), cmocka_unit_test(test_lines),
		cmocka_unit_test(test_arena), cmocka_unit_test(test_rewind),
		cmocka_unit_test_teardown(test_no_memory, scratch_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
