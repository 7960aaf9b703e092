/*
 * tests/unit/test_termsread.c
 * Purpose: what the spellings of the trade mean, and which are refused.
 */
#include "libar/terms.h"

#include "tests/unit/scratch.h"

/* The canonical text, or behind '!' what is to be done. */
static const struct row {
	const char *text, *want;
} rows[] = {
	{"Net 30", "net 30"}, {"n/30", "net 30"}, {"30 days", "net 30"},
	{"due upon receipt", "net 0"}, {"Cash on Delivery.", "cod"},
	{"CIA", "prepay"}, {"cash in advance", "prepay"},
	{"2/10, n/30", "2/10 net 30"}, {"2 % / 10; net 30", "2/10 net 30"},
	{"1/10 0.5/20 n/60", "1/10 0.5/20 net 60"},
	{"2/10 EOM", "2/eom+10 eom+30"}, {"2/10, eom", "2/eom+10 eom+30"},
	{"2/10 eom+0", "2/10 eom+0"}, {"2/eom eom+0", "2/eom eom+0"},
	{"2/10 net 0 eom", "!write 2/10 eom+0"}, {"5/6 eom", "5/eom+6 eom+26"},
	{"2/10-60x", "2/70 net 90"}, {"2/10-60 extra", "2/70 net 90"},
	{"2% 10th prox net 60", "2/day 10 +1m net 60 from next month"},
	{"10 MFI", "day 10 +1m"}, {"21st proximo", "day 21 +1m"},
	{"net monthly", "eom +1m"}, {"end of month + 5", "eom+5"},
	{"net 45 then eom", "net 45 then eom"},
	{"net 30 then day 10", "net 30 then day 10"},
	{"net 30 then day 10 +1m", "net 30 then day 10 +1m"},
	{"2/10 n/30 ROG", "2/10 net 30 rog"},
	{"net 30 as of 2026-05-01", "net 30 as of 2026-05-01"},
	{"3/10 eom, cutoff 25", "3/eom+10 eom+30 cutoff 25"},
	{"50% deposit, 50% on delivery", "50% prepay, 50% cod"},
	{"deposit 30%, net 30", "30% prepay, 70% net 30"},
	{"33.33% net 0; 33.33% 30 days; 33.34% 2/10 net 60",
	    "33.33% net 0, 33.33% net 30, 33.34% 2/10 net 60"},
	{"net 30, late 1.50% per month, grace 5 days",
	    "net 30 late 1.5%/mo grace 5"},
	{"net 30 late 8% p.a.", "net 30 late 8%/yr"},

	{"45 days eom", "!write eom+45 or net 45 then eom"},
	{"60 jours fin de mois",
	    "!write eom+60, net 60 then eom or eom +2m"},
	{"0 days end of month", "!write eom+0 or net 0 then eom"},
	{"2/10 net 30 eom", "!write 2/eom+10 eom+30 or 2/10 eom+30"},
	{"2/10 prepay", "!see ar-terms(1)"}, {"2/10 cod", "!see ar-terms(1)"},
	{"40/30/30", "!write 40% net 0, 30% net 30, 30% net 60"},
	{"12.5%/87.5%", "!write 12.5% net 0, 87.5% net 30"},
	{"40/30/20", "!see ar-terms(1)"}, {"", "!see ar-terms(1)"},
	{"net", "!see ar-terms(1)"}, {"2/10", "!see ar-terms(1)"},
	{"net 30 days soon", "!see ar-terms(1)"},
	{"1/10 2/20 net 30", "!see ar-terms(1)"},       /* rates rise */
	{"2/20 1/10 net 30", "!see ar-terms(1)"},       /* days fall */
	{"0/10 net 30", "!see ar-terms(1)"},
	{"100.1/10 net 30", "!see ar-terms(1)"},
	{"50% net 15, 40% net 45", "!see ar-terms(1)"},
	{"60% net 15, 60% net 45", "!see ar-terms(1)"},
	{"100% net 30", "net 30"}, {"2% 10 Net 30", "2/10 net 30"},
	{"2% 10 days, net 30 days", "2/10 net 30"},
	{"2/10 days net 30", "2/10 net 30"}, {"2/10, 30 days", "2/10 net 30"},
	{"n/eom", "eom"}, {"2/10, net eom", "!write 2/10 eom+0"},
	{"C.O.D.", "cod"}, {"E.O.M.", "eom"},
	{"2/10, n/30, R.O.G.", "2/10 net 30 rog"},
	{"net 10th prox", "day 10 +1m"}, {"30 days net", "net 30"},
	{"upon receipt", "net 0"}, {"fin de mois", "eom"},
	{"30 fin de mois", "!write eom+30, net 30 then eom or eom +1m"},
	{"net 30, as of 2026-05-01", "net 30 as of 2026-05-01"},
	{"30% deposit, balance net 30", "30% prepay, 70% net 30"},
	{"deposit 50%, balance on delivery", "50% prepay, 50% cod"},
	{"50% 2/10 eom, 50% net 30", "50% 2/eom+10 eom+30, 50% net 30"},
	{"50% eom, 50% eom+30", "50% eom, 50% eom+30"},
	{"100/10 net 30", "100/10 net 30"},
	{"50% net 15, 50% net 45, late 1%/mo",
	    "50% net 15, 50% net 45 late 1%/mo"},
	{"2/10 prox net 60", "2/day 10 +1m net 60 from next month"},
	{"2/day 10 +1m net 60", "2/day 10 +1m net 60"},
	{"2% 10th prox, 1/20 net 60", "!see ar-terms(1)"},
	{"2/10 eom n/30", "!write 2/eom+10 eom+30 or 2/eom+10 net 30"},
	{"2/eom+10 net 60", "2/eom+10 net 60"},
	{"2/10, n/30, eom", "!write 2/eom+10 eom+30 or 2/10 eom+30"},
	{"50% 2/10 net 30 eom, 50% eom+10",
	    "!write 2/eom+10 eom+30 or 2/10 eom+30"},
	{"3/5 2/10 net 30 eom",
	    "!write 3/eom+5 2/eom+10 eom+30 or 3/5 2/10 eom+30"},
	{"2/10 eom net 5", "!see ar-terms(1)"},
	{"2/eom+10 net 5", "!see ar-terms(1)"},
	{"2/eom+5 net 5", "2/eom+5 net 5"},
	{"2/10 1/20 eom", "2/10 1/eom+20 eom+40"},
	{"2/9999-9999x", "!see ar-terms(1)"},
	{"2/9980 eom", "!see ar-terms(1)"},
	{"2/9979 eom", "2/eom+9979 eom+9999"},
	{"2/9999 net 9999", "2/9999 net 9999"},
	{"2/40 net 30", "!see ar-terms(1)"},
	{"2/eom+40 eom+30", "!see ar-terms(1)"},
	{"3000 days eom", "!write eom+3000 or net 3000 then eom"},
	{"2970 days eom", "!write eom+2970, net 2970 then eom or eom +99m"},
	{"deposit 100% net 30", "!see ar-terms(1)"},
	{"net 30 cutoff 25", "!see ar-terms(1)"},
	{"eom cutoff 32", "!see ar-terms(1)"},
	{"day 32 +1m", "!see ar-terms(1)"}, {"day 0 +1m", "!see ar-terms(1)"},
	{"eom +100m", "!see ar-terms(1)"}, {"eom +0m", "!see ar-terms(1)"},
	{"net 30 then day 10 +0m", "!see ar-terms(1)"},
	{"net 30 as of 2026-02-30", "!see ar-terms(1)"},
	{"net 30 late 0%/mo", "!see ar-terms(1)"},
	{"net 30 late 1%", "!see ar-terms(1)"},
	{"eom + x", "!see ar-terms(1)"}, {"eom +2 x", "!see ar-terms(1)"},
	{"2/10 - x", "!see ar-terms(1)"},
	{"2/10-60 net 90", "!see ar-terms(1)"},
	{"2/10-60 eom", "!see ar-terms(1)"},
	{"2/0 cod", "2/0 cod"}, {"2/1 cod", "!see ar-terms(1)"},
	{"2/eom cod", "!see ar-terms(1)"},
	{"deposit x", "!see ar-terms(1)"},
	{"deposit 30 net 30", "!see ar-terms(1)"},
	{"deposit 30% net 30 late x", "!see ar-terms(1)"},
	{"deposit 30% net 30 soon", "!see ar-terms(1)"},
	{"50% net 15, 50% net 45 late x", "!see ar-terms(1)"},
	{"50% net 15, 50% net 45 soon", "!see ar-terms(1)"},
	{"100%", "!see ar-terms(1)"}, {"40/30/30 soon", "!see ar-terms(1)"},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf got = {0}, remedy = {0};
		struct ar_terms terms;

		if (ar_terms_parse(&terms, ar_slice_of(rows[i].text),
		    &remedy) == AR_OK)
			ar_terms_format(&got, &terms);
		else
			ar_buf_addf(&got, "!%.*s", (int)remedy.n, remedy.p);
		if (!ar_slice_eq(ar_buf_slice(&got),
		    ar_slice_of(rows[i].want)))
			fail_msg("%s: %.*s", rows[i].text, (int)got.n, got.p);
		ar_buf_free(&got);
		ar_buf_free(&remedy);
	}
}

/* Parts and steps beyond what terms hold are refused, not cut. */
static void
test_limits(void **state)
{
	struct ar_buf text = {0}, remedy = {0};
	struct ar_terms terms;

	(void)state;
	for (int i = 0; i < 100; i++)
		ar_buf_addf(&text, "%s1%% net %d", i == 0 ? "" : ", ", i);
	assert_int_equal(ar_terms_parse(&terms, ar_buf_slice(&text),
	    &remedy), AR_EDATA);
	text.n = 0;
	for (int i = 1; i <= AR_TERMS_DISCOUNTS; i++)
		ar_buf_addf(&text, "%d/%d ", 9 - i, i);
	ar_buf_addf(&text, "30 days");
	assert_int_equal(ar_terms_parse(&terms, ar_buf_slice(&text),
	    &remedy), AR_OK);
	assert_int_equal(terms.part[0].ndiscounts, AR_TERMS_DISCOUNTS);
	text.n = 0;
	for (int i = 1; i <= AR_TERMS_DISCOUNTS + 1; i++)
		ar_buf_addf(&text, "%d/%d ", 9 - i, i);
	ar_buf_addf(&text, "net 30");
	assert_int_equal(ar_terms_parse(&terms, ar_buf_slice(&text),
	    &remedy), AR_EDATA);
	ar_buf_free(&text);
	ar_buf_free(&remedy);
}

/* Whatever bytes come, the reader stays within them and says yes or no. */
static void
test_any_bytes(void **state)
{
	static const char piece[][8] = {
		"net ", "30", " eom", "2/", "10", "%", ", ", "day ", "+1m",
		" prox", "50% ", "late ", " rog", ".", "\xff", "then ",
	};
	uint32_t seed = 7;

	(void)state;
	for (int run = 0; run < 20000; run++) {
		struct ar_buf text = {0}, once = {0}, again = {0},
		    remedy = {0};
		struct ar_terms terms;

		for (int i = 0; i < 6; i++) {
			seed = seed * 1664525 + 1013904223;
			ar_buf_add(&text, ar_slice_of(
			    piece[(seed >> 16) % ROWS(piece)]));
		}
		if (ar_terms_parse(&terms, ar_buf_slice(&text), &remedy) ==
		    AR_OK) {
			assert_int_equal(remedy.n, 0);
			ar_terms_format(&once, &terms);
			assert_int_equal(ar_terms_parse(&terms,
			    ar_buf_slice(&once), &remedy), AR_OK);
			ar_terms_format(&again, &terms);
			assert_true(ar_slice_eq(ar_buf_slice(&once),
			    ar_buf_slice(&again)));
		}
		ar_buf_free(&text);
		ar_buf_free(&once);
		ar_buf_free(&again);
		ar_buf_free(&remedy);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_limits),
		cmocka_unit_test(test_any_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
