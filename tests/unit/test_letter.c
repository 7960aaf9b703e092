/*
 * tests/unit/test_letter.c
 * Purpose: what names mean over rows, and what of them is refused.
 */
#include "libar/letter.h"

#include "libar/lettercheck.h"

#include "tests/unit/scratch.h"

#define HEAD "customer_id,amount,currency,due_date,note\n"
#define A "A,1000.5,EUR,2026-06-30,x\n"
#define B "B,-2,EUR,2026-07-01,\n"
#define A2 "A,3,EUR,,y\n"

/* code NULL: the documents one after another are `out`. */
static const struct {
	const char *name, *in, *text, *out, *code;
} rows[] = {
	{"cells of the first row", HEAD A A2, "{{note}};", "x;", NULL},
	{"documents in order", HEAD A B A2, "{{customer_id}};", "A;B;", NULL},
	{"its rows", HEAD A B A2, "{{#rows}}{{note}}{{_n}}{{/rows}};",
	    "x1y2;1;", NULL},
	{"row before document", HEAD A A2, "{{#rows}}{{due_date}}|{{/rows}}",
	    "2026-06-30||", NULL},
	{"amounts as they are", HEAD A, "{{amount}} {{amount.raw}}",
	    "1000.5 1000.5", NULL},
	{"in style", HEAD A, "{{! ar-render: numbers=1.234,50 dates=dmy }}"
	    "{{amount}} {{amount.raw}} {{due_date}}",
	    "1.000,50 1000.5 30.06.2026", NULL},
	{"signs", HEAD A B, "{{#amount.positive}}+{{/amount.positive}}"
	    "{{#amount.negative}}-{{/amount.negative}}{{amount.abs}};",
	    "+1000.5;-2;", NULL},
	{"no number has no sign", HEAD A, "{{#note.zero}}0{{/note.zero}}"
	    "{{#note.positive}}+{{/note.positive}}", "", NULL},
	{"words", HEAD A, "{{#note.is.x}}yes{{/note.is.x}}"
	    "{{#note.is.X}}no{{/note.is.X}}", "yes", NULL},
	{"columns", HEAD A, "[{{note.left.3}}][{{note.right.3}}]"
	    "[{{amount.right.2}}]", "[x  ][  x][1000.5]", NULL},
	{"counts and sums", HEAD A B A2, "{{rows.count}}={{rows.sum.amount}};",
	    "2=1003.50;1=-2.00;", NULL},
	{"sum over nothing else", HEAD A "A,1,USD,,\n",
	    "{{rows.sum.amount}}", "", "incomplete"},
	{"groups", HEAD A A2 "A,1,USD,,\n", "{{#rows.by.currency}}{{_n}}"
	    "{{currency}}{{rows.count}}={{rows.sum.amount}};"
	    "{{/rows.by.currency}}", "1EUR2=1003.50;2USD1=1.00;", NULL},
	{"groups have rows", HEAD A A2, "{{#rows.by.note}}"
	    "{{#rows}}{{note}}{{/rows}}{{^_last}},{{/_last}}"
	    "{{/rows.by.note}}", "x,y", NULL},
	{"the day", HEAD A, "{{_as_of}}", "2026-06-30", NULL},
	{"constant", HEAD A, "{{seller}}", "S", NULL},
	{"constant with a value like a date", HEAD A,
	    "{{! ar-render: dates=dmy }}{{run_date}} {{ship_date}}",
	    "01.02.2026 soon", NULL},
	{"bad amount", HEAD "A,1.005,EUR,,\n", "{{amount}}", "", "decimals"},
	{"not used, not read", HEAD "A,1.005,EUR,2026-02-30,\n", "{{note}}",
	    "", NULL},
	{"bad date", HEAD "A,1,EUR,2026-02-30,\n", "{{due_date}}", "",
	    "no-such-day"},
	{"bad currency", HEAD "A,1,EURO,,\n", "{{amount}}", "",
	    "bad-currency"},
	{"line break in a known column", HEAD "A,1,\"E\nR\",,\n", "x", "",
	    "line-break"},
	{"line break in another", HEAD "A,1,EUR,,\"a\nb\"\n", "{{note}}",
	    "a\nb", NULL},
	{"unknown name", HEAD A, "{{^note}}{{nobody}}{{/note}}", "",
	    "unknown-name"},
	{"unknown member", HEAD A, "{{note.foo}}", "", "bad-template"},
	{"member of a condition", HEAD A, "{{amount.zero.raw}}", "",
	    "bad-template"},
	{"member of a member", HEAD B, "{{amount.abs.right.5}}", "    2",
	    NULL},
	{"no width", HEAD A, "{{note.left.0}}", "", "bad-template"},
	{"too wide", HEAD A, "{{note.left.201}}", "", "bad-template"},
	{"sum of no money", HEAD A, "{{rows.sum.note}}", "", "bad-template"},
	{"group by nothing", HEAD A, "{{#rows.by}}{{/rows.by}}", "",
	    "bad-template"},
	{"group by no column", HEAD A, "{{#rows.by.x}}{{/rows.by.x}}", "",
	    "unknown-name"},
	{"constant and column", HEAD A, "{{customer_id}}{{both}}", "A2", NULL},
	{"the same where it is both", "customer_id,both\nA,1\n",
	    "{{both}}", "", "two-meanings"},
};

struct world {
	struct ar_render_options o;
	struct ar_common common;
	char *operand[1];
	struct ar_named named[4];
	struct ar_letters letters;
	struct ar_letter letter;
	struct ar_templates *templates;
	struct ar_diag *diag;
	struct ar_buf out;
};

static void
begin(struct world *w, const char *in)
{
	static const struct ar_named named[] = {
		{{"seller", 6}, {"S", 1}}, {{"both", 4}, {"2", 1}},
		{{"run_date", 8}, {"2026-02-01", 10}},
		{{"ship_date", 9}, {"soon", 4}},
	};
	static char path[128];

	(void)snprintf(path, sizeof path, "%s", scratch_write("in.csv",
	    ar_slice_of(in)));
	*w = (struct world){.o = {.key = "customer_id", .ndefine = 4},
	    .operand = {path}};
	memcpy(w->named, named, sizeof named);
	w->o.define = w->named;
	w->common.operand = w->operand;
	w->common.noperands = 1;
	w->common.as_of = ar_day_of((struct ar_ymd){2026, 6, 30});
	w->diag = ar_diag_new("test");
	w->templates = ar_templates_new(&w->o, w->diag);
	ar_letters_init(&w->letters, &w->o, &w->common, w->diag);
	ar_letter_init(&w->letter, &w->letters, true,
	    AR_S("2026-06-30T00:00:00Z"));
}

static void
end(struct world *w)
{
	ar_letter_release(&w->letter);
	ar_letters_release(&w->letters);
	ar_templates_free(w->templates);
	ar_buf_free(&w->out);
	ar_diag_free(w->diag);
}

static int
write_all(struct world *w, struct ar_sheet *sheet)
{
	int result = ar_lettercheck(&w->letters, sheet,
	    &w->letters.headers->header);

	for (size_t i = 0; i < w->letters.docs.n && result == AR_OK; i++) {
		struct ar_letter_doc *doc = ar_map_value(&w->letters.docs, i);

		if (doc->rows > 0)
			result = ar_letter_write(&w->letter, sheet, doc,
			    &w->out);
	}
	return result;
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_sheet *sheet;
		struct world w;
		bool good;

		begin(&w, rows[i].in);
		scratch_listen();
		assert_int_equal(ar_letters_load(&w.letters), AR_OK);
		assert_int_equal(ar_letters_read(&w.letters), AR_OK);
		good = ar_templates_get(w.templates, ar_slice_of(
		    scratch_write("t.txt", ar_slice_of(rows[i].text))), true,
		    &sheet) == AR_OK && write_all(&w, sheet) == AR_OK &&
		    ar_diag_refused(w.diag) == 0;
		if (good != (rows[i].code == NULL) || (good &&
		    !ar_slice_eq(ar_buf_slice(&w.out),
		    ar_slice_of(rows[i].out))) || (!good &&
		    strcmp(scratch_code(), rows[i].code) != 0)) {
			print_error("%s: %.*s %s\n", rows[i].name,
			    (int)w.out.n, w.out.p, scratch_heard());
			fail();
		}
		(void)scratch_stop(state);
		end(&w);
	}
}

/* Optional values of a name are left out from behind. */
static void
test_names(void **state)
{
	static const char *const names[] = {
		"l/A.x-EUR.txt", "l/A.x.txt", "l/A-EUR.txt", "l/A.txt"
	};
	struct ar_sheet *sheet;
	struct world w;

	(void)state;
	begin(&w, HEAD A);
	assert_int_equal(ar_letters_load(&w.letters), AR_OK);
	assert_int_equal(ar_letters_read(&w.letters), AR_OK);
	assert_int_equal(ar_templates_pattern(w.templates, "T",
	    "l/{{customer_id}}.{{note}}-{{currency}}.txt", &sheet), AR_OK);
	assert_int_equal(ar_letter_optional(sheet), 2);
	for (unsigned i = 0; i < ROWS(names); i++) {
		w.out.n = 0;
		assert_int_equal(ar_letter_name_without(&w.letter, sheet,
		    ar_map_value(&w.letters.docs, 0), i, &w.out), AR_OK);
		assert_slice(ar_buf_slice(&w.out), ar_slice_of(names[i]));
	}
	end(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
