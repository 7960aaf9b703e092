/*
 * tests/unit/test_masks.c
 * Purpose: each way to find masks finds what looking at the bytes finds.
 */
#include "libar/masks.h"

#include "tests/unit/scratch.h"

enum { BLOCKS = 5 };

/* Nothing but a loop over the bytes. */
static bool
plainly(struct ar_mask *out, const char *p, size_t blocks, char delimiter)
{
	bool plain = true;

	memset(out, 0, blocks * sizeof *out);
	for (size_t i = 0; i < blocks * AR_MASK_BYTES; i++) {
		struct ar_mask *m = &out[i / AR_MASK_BYTES];
		uint64_t bit = UINT64_C(1) << i % AR_MASK_BYTES;

		m->delimiter |= p[i] == delimiter ? bit : 0;
		m->quote |= p[i] == '"' ? bit : 0;
		m->lf |= p[i] == '\n' ? bit : 0;
		m->cr |= p[i] == '\r' ? bit : 0;
		plain = plain && (unsigned char)p[i] - 1U < 0x7f;
	}
	return plain;
}

static void
expect_same(const char *text, char delimiter)
{
	struct ar_mask want[BLOCKS], got[BLOCKS];
	bool plain = plainly(want, text, BLOCKS, delimiter);
	ar_masks masks;

	for (unsigned n = 0; (masks = ar_masks_number(n)) != NULL; n++) {
		assert_int_equal(masks(got, text, BLOCKS, delimiter), plain);
		assert_memory_equal(got, want, sizeof want);
	}
}

/* Each byte value at each place, beside its neighbours in value. */
static void
test_every_byte(void **state)
{
	char text[BLOCKS * AR_MASK_BYTES];

	(void)state;
	for (unsigned c = 0; c < 256; c++)
		for (size_t i = 0; i < sizeof text; i++) {
			memset(text, 'x', sizeof text);
			text[i] = (char)c;
			expect_same(text, ',');
			text[(i + 1) % sizeof text] = (char)(c + 1);
			text[(i + 2) % sizeof text] = (char)(c ^ 0x80);
			expect_same(text, i % 2 == 0 ? ';' : '\t');
		}
}

static void
test_mixtures(void **state)
{
	static const char bytes[] = "ab,;\"\n\r\t\x80\0";
	char text[BLOCKS * AR_MASK_BYTES];

	(void)state;
	srand(1);
	for (int turn = 0; turn < 2000; turn++) {
		size_t kinds = 2 + (size_t)rand() % (sizeof bytes - 2);

		for (size_t i = 0; i < sizeof text; i++)
			text[i] = bytes[(size_t)rand() % kinds];
		expect_same(text, ',');
	}
}

/* Bits of chance, few and many, are listed as by looking at each. */
static void
test_lists(void **state)
{
	ar_masks masks;

	(void)state;
	srand(2);
	for (int turn = 0; turn < 5000; turn++) {
		uint32_t want[AR_MASK_BYTES], got[AR_MASK_BYTES + AR_LIST_STEP];
		uint64_t bits = turn == 0 ? 0 : UINT64_MAX;
		size_t n = 0;

		for (int i = 0; i < turn % 5; i++)
			bits &= (uint64_t)rand() << 40 ^
			    (uint64_t)rand() << 20 ^ (uint64_t)rand();
		for (uint32_t i = 0; i < AR_MASK_BYTES; i++)
			if ((bits >> i & 1) != 0)
				want[n++] = 1000 + i;
		for (unsigned k = 0; (masks = ar_masks_number(k)) != NULL; k++) {
			assert_ptr_equal(ar_lister_for(masks)(got, bits, 1000),
			    got + n);
			assert_memory_equal(got, want, n * sizeof *want);
		}
	}
}

static void
test_the_best_is_one_of_them(void **state)
{
	unsigned n = 0;

	(void)state;
	assert_ptr_not_equal(ar_masks_number(0), NULL);
	while (ar_masks_number(n + 1) != NULL)
		n++;
	assert_ptr_equal(ar_masks_best(), ar_masks_number(n));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_mixtures),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_the_best_is_one_of_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
