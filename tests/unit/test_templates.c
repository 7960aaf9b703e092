/*
 * tests/unit/test_templates.c
 * Purpose: which file a partial is, what a sheet takes from its name and its
 * settings, and what cannot be read.
 */
#include "libar/templates.h"

#include "tests/unit/scratch.h"

struct file {
	const char *name, *text;
};

static void
make_files(const struct file *file)
{
	for (; file->name != NULL; file++)
		(void)scratch_write(file->name, ar_slice_of(file->text));
}

static void
remove_files(const struct file *file)
{
	for (; file->name != NULL; file++)
		(void)unlink(scratch_path(file->name));
}

/* Names of files that the sheet a.de.eml has read, in order. */
static const struct {
	const char *name;
	struct file file[5];
	const char *read;               /* NULL: refused */
} rows[] = {
	{"alone", {{"a.de.eml", "x"}}, "a.de.eml "},
	{"the longest ending", {{"a.de.eml", "{{>b}}"}, {"b.de.eml", "1"},
	    {"b.eml", "2"}, {"b", "3"}}, "a.de.eml b.de.eml "},
	{"a shorter one", {{"a.de.eml", "{{>b}}"}, {"b.eml", "2"},
	    {"b", "3"}}, "a.de.eml b.eml "},
	{"none", {{"a.de.eml", "{{>b}}"}, {"b", "3"}}, "a.de.eml b "},
	{"a whole name", {{"a.de.eml", "{{>b.txt}}"}, {"b.txt", "3"}},
	    "a.de.eml b.txt "},
	{"partials of partials, each once", {{"a.de.eml", "{{>b}}{{>c}}"},
	    {"b", "{{>c}}{{>b}}"}, {"c", ""}}, "a.de.eml b c "},
	{"missing", {{"a.de.eml", "{{>b}}"}}, NULL},
	{"folder", {{"a.de.eml", "{{>x/b}}"}}, NULL},
	{"wrong in the partial", {{"a.de.eml", "{{>b}}"}, {"b", "{{#x}}"}},
	    NULL},
	{"no UTF-8", {{"a.de.eml", "\xff"}}, NULL},
};

static void
list_files(const struct ar_sheet *sheet, const struct ar_diag *diag,
    struct ar_buf *to)
{
	const struct ar_sheet_part *p = sheet->part;

	for (; p != NULL; p = p->next) {
		const char *name = ar_diag_file_name(diag, p->file);

		ar_buf_addf(to, "%s ", strrchr(name, '/') + 1);
	}
}

static void
test_partials(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct ar_render_options o = {0};
		struct ar_diag *diag = ar_diag_new("test");
		struct ar_templates *t = ar_templates_new(&o, diag);
		struct ar_buf read = {0};
		struct ar_sheet *sheet;
		int result;

		make_files(rows[i].file);
		scratch_listen();
		result = ar_templates_get(t, ar_slice_of(
		    scratch_path("a.de.eml")), true, &sheet);
		if (result == AR_OK)
			list_files(sheet, diag, &read);
		if ((result == AR_OK) != (rows[i].read != NULL) ||
		    (result == AR_OK && !ar_slice_eq(ar_buf_slice(&read),
		    ar_slice_of(rows[i].read)))) {
			print_error("%s: %.*s\n", rows[i].name, (int)read.n,
			    read.p);
			fail();
		}
		(void)scratch_stop(state);
		remove_files(rows[i].file);
		ar_buf_free(&read);
		ar_templates_free(t);
		ar_diag_free(diag);
	}
}

static const struct {
	const char *name, *text;
	enum ar_form given, form;
	char point;
} sheets[] = {
	{"a.html", "", AR_FORM_BY_NAME, AR_FORM_HTML, '.'},
	{"a.HTM", "", AR_FORM_BY_NAME, AR_FORM_HTML, '.'},
	{"a.xml", "", AR_FORM_BY_NAME, AR_FORM_XML, '.'},
	{"a.ms", "", AR_FORM_BY_NAME, AR_FORM_ROFF, '.'},
	{"a.de.eml", "", AR_FORM_BY_NAME, AR_FORM_MAIL, '.'},
	{"a.txt", "", AR_FORM_BY_NAME, AR_FORM_NONE, '.'},
	{"eml", "", AR_FORM_BY_NAME, AR_FORM_NONE, '.'},
	{"a.html", "", AR_FORM_NONE, AR_FORM_NONE, '.'},
	{"a.txt", "{{! ar-render: dates=dmy numbers='1 234,50' }}",
	    AR_FORM_BY_NAME, AR_FORM_NONE, ','},
};

static void
test_sheets(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(sheets); i++) {
		const struct ar_render_options o = {.form = sheets[i].given,
		    .style = {.point = '.'}};
		struct ar_diag *diag = ar_diag_new("test");
		struct ar_templates *t = ar_templates_new(&o, diag);
		const char *path = scratch_write(sheets[i].name,
		    ar_slice_of(sheets[i].text));
		struct ar_sheet *sheet, *again;

		assert_int_equal(ar_templates_get(t, ar_slice_of(path), true,
		    &sheet), AR_OK);
		assert_int_equal(ar_templates_get(t, ar_slice_of(path), false,
		    &again), AR_OK);
		assert_ptr_equal(sheet, again);
		assert_int_equal(sheet->form, sheets[i].form);
		assert_int_equal(sheet->style.point, sheets[i].point);
		(void)unlink(path);
		ar_templates_free(t);
		ar_diag_free(diag);
	}
}

/* What is not there is no fault where another will do. */
static void
test_absent(void **state)
{
	const struct ar_render_options o = {0};
	struct ar_diag *diag = ar_diag_new("test");
	struct ar_templates *t = ar_templates_new(&o, diag);
	struct ar_sheet *sheet;

	(void)state;
	assert_int_equal(ar_templates_get(t, ar_slice_of(
	    scratch_path("none")), false, &sheet), AR_OK);
	assert_null(sheet);
	scratch_listen();
	assert_int_equal(ar_templates_pattern(t, "T", "{{>a}}", &sheet),
	    AR_ESTOP);
	assert_string_equal(scratch_code(), "bad-template");
	ar_templates_free(t);
	ar_diag_free(diag);
}

/* A chain of partials: p1 uses p2, and so on; the last uses none. */
static int
load_chain(unsigned length)
{
	const struct ar_render_options o = {0};
	struct ar_diag *diag = ar_diag_new("test");
	struct ar_templates *t = ar_templates_new(&o, diag);
	struct ar_sheet *sheet;
	char name[16], text[16];
	int result;

	for (unsigned i = 0; i <= length; i++) {
		(void)snprintf(name, sizeof name, "p%u", i);
		(void)snprintf(text, sizeof text, i < length ? "{{>p%u}}" : "",
		    i + 1);
		(void)scratch_write(name, ar_slice_of(text));
	}
	result = ar_templates_get(t, ar_slice_of(scratch_path("p0")), true,
	    &sheet);
	for (unsigned i = 0; i <= length; i++) {
		(void)snprintf(name, sizeof name, "p%u", i);
		(void)unlink(scratch_path(name));
	}
	ar_templates_free(t);
	ar_diag_free(diag);
	return result;
}

static void
test_depth(void **state)
{
	(void)state;
	assert_int_equal(load_chain(AR_PARTIALS_DEEP), AR_OK);
	scratch_listen();
	assert_int_equal(load_chain(AR_PARTIALS_DEEP + 1), AR_ESTOP);
	assert_string_equal(scratch_code(), "bad-template");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_depth, scratch_stop),
		cmocka_unit_test_teardown(test_partials, scratch_stop),
		cmocka_unit_test(test_sheets),
		cmocka_unit_test_teardown(test_absent, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
