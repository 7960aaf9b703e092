/*
 * tests/unit/test_csvin.c
 * Purpose: which bytes are records, on which lines, and which are refused.
 *
 * What came out is written as text, one line for each record or refusal:
 *
 *	LINE:field|field        a record
 *	LINE!code raw           refused; raw is its first line
 *	=code                   the run is over
 */
#include "libar/csvin.h"

#include "tests/unit/scratch.h"

enum { MIB = 1024 * 1024 };

/* How plain records are found: as the reader likes, or the n-th way. */
static enum { BY_CHOICE, BY_LIBCSV, BY_NUMBER } reading;
static unsigned number;

static void
choose(struct ar_csvin *csv)
{
	if (reading != BY_CHOICE)
		ar_csvin_use(csv, reading == BY_LIBCSV ? NULL :
		    ar_masks_number(number));
}

static void
add_field(struct ar_buf *got, struct ar_slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\n')
			ar_buf_add(got, AR_S("\\n"));
		else if (s.p[i] == '\r')
			ar_buf_add(got, AR_S("\\r"));
		else
			ar_buf_add(got, ar_slice(s.p + i, 1));
}

static void
add_row(struct ar_buf *got, const struct ar_row *row)
{
	ar_buf_addf(got, "%llu:", (unsigned long long)row->at.line);
	for (uint32_t i = 0; i < row->n; i++) {
		if (i > 0)
			ar_buf_add(got, AR_S("|"));
		add_field(got, ar_row_get(row, i));
	}
}

/* All that comes out of a path, as text. */
static struct ar_buf
read_all(const char *path, const struct ar_csvin_options *options)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_buf got = {0};
	struct ar_csvin *csv;
	struct ar_row row;
	int result;

	scratch_listen();
	assert_int_equal(ar_csvin_open(&csv, path, ar_diag_file(diag, "in"),
	    options, diag), AR_OK);
	choose(csv);
	ar_diag_limit(diag, UINT64_MAX);
	while ((result = ar_csvin_next(csv, &row)) != AR_OK) {
		if (result == AR_ESTOP) {
			ar_buf_addf(&got, "=%s\n", scratch_code());
			break;
		}
		if (result == AR_ITEM)
			add_row(&got, &row);
		else {
			ar_buf_addf(&got, "%llu!%s ",
			    (unsigned long long)row.at.line, scratch_code());
			add_field(&got, row.raw);
			assert_int_equal(row.n, 0);
		}
		ar_buf_add(&got, AR_S("\n"));
	}
	ar_csvin_close(csv);
	(void)scratch_stop(NULL);
	ar_diag_free(diag);
	ar_buf_add(&got, AR_S("\0"));
	return got;
}

/* Through a pipe, so many bytes at a time. */
static struct ar_buf
read_pipe(struct ar_slice in, size_t piece)
{
	struct ar_buf got;
	char path[32];
	int fd = scratch_pipe(in, piece);

	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd);
	got = read_all(path, NULL);
	(void)close(fd);
	(void)wait(NULL);
	return got;
}

static const struct {
	const char *name;
	struct ar_slice in;
	const char *want;
	const char *piped;      /* NULL: the same */
} rows[] = {
#define IN(literal) {literal, sizeof(literal) - 1}
	{"nothing", IN(""), "", NULL},
	{"plain", IN("a,b\n1,2\n"), "1:a|b\n2:1|2\n", NULL},
	{"CRLF", IN("a,b\r\n1,2\r\n"), "1:a|b\n2:1|2\n", NULL},
	{"bare CR", IN("a,b\r1,2\r3,4\r"), "1:a|b\n2:1|2\n3:3|4\n", NULL},
	{"LF, then CRLF", IN("a\nb\r\nc\n"), "1:a\n2:b\n3:c\n", NULL},
	{"CRLF, then LF", IN("a\r\nb\nc\r\n"), "1:a\n2:b\n3:c\n", NULL},
	{"empty fields", IN(",\n,,\n"), "1:|\n2:||\n", NULL},
	{"trailing comma", IN("a,b\n1,\n"), "1:a|b\n2:1|\n", NULL},
	{"quotes", IN("\"a\",\"b,c\",\"d\"\"e\"\n"), "1:a|b,c|d\"e\n", NULL},
	{"empty in quotes", IN("\"\"\n\"\",\"\"\n"), "1:\n2:|\n", NULL},
	{"a quote alone", IN("\"\"\"\"\n"), "1:\"\n", NULL},
	{"blanks are kept", IN(" a , b\t\n\t,\" c \"\n"),
	    "1: a | b\t\n2:\t| c \n", NULL},
	{"blanks are a field", IN("a\n \n"), "1:a\n2: \n", NULL},
	{"NUL is handed on", IN("a\0b,c\n"), "1:a\0b|c\n", NULL},
	{"0x1f", IN("\x1f,b\n"), "1:\x1f|b\n", NULL},
	{"letters", IN("Z\xc3\xbcrich,\xfc\n"), "1:Z\xc3\xbcrich|\xfc\n",
	    NULL},

	{"line break", IN("a,b\n\"1\n2\",3\n4,5\n"),
	    "1:a|b\n2:1\\n2|3\n4:4|5\n", NULL},
	{"line breaks, CRLF", IN("a\r\n\"1\r\n\r\n2\"\r\n4\r\n"),
	    "1:a\n2:1\\r\\n\\r\\n2\n5:4\n", NULL},
	{"line break, CR", IN("a\r\"1\r2\"\r4\r"), "1:a\n2:1\\r2\n4:4\n",
	    NULL},
	{"line break in the header", IN("\"a\nb\",c\n1,2\n"),
	    "1:a\\nb|c\n3:1|2\n", NULL},
	{"CR in quotes, LF file", IN("a\n\"1\r2\"\n3\n"),
	    "1:a\n2:1\\r2\n3:3\n", NULL},
	{"CR in quotes at the start of a line", IN("a\n\"1\n\r2\"\n3\n"),
	    "1:a\n2:1\\n\\r2\n4:3\n", NULL},
	{"CR in quotes in the header", IN("\"a\rb\"\n1\n"),
	    "1:a\\rb\n2:1\n", NULL},

	{"blank lines", IN("\n\na\n\n1\n\n\n2\n\n"), "3:a\n5:1\n8:2\n", NULL},
	{"blank lines, CRLF", IN("\r\na\r\n\r\n1\r\n"), "2:a\n4:1\n", NULL},
	{"blank lines, CR", IN("\r\ra\r\r1\r"), "3:a\n5:1\n", NULL},
	{"only blank lines", IN("\n\r\n\n"), "", NULL},

	{"mark", IN("\xef\xbb\xbf" "a,b\n1,2\n"), "1:a|b\n2:1|2\n", NULL},
	{"mark before a quote", IN("\xef\xbb\xbf\"a\"\n1\n"), "1:a\n2:1\n",
	    NULL},
	{"mark before a later record", IN("a\n1\n\xef\xbb\xbf" "a\n2\n"),
	    "1:a\n2:1\n3:a\n4:2\n", NULL},
	{"mark before a blank line", IN("\xef\xbb\xbf\n\xef\xbb\xbf\na\n"),
	    "3:a\n", NULL},
	{"mark alone", IN("\xef\xbb\xbf"), "", NULL},
	{"mark inside", IN("a,\xef\xbb\xbf" "b\n"), "1:a|\xef\xbb\xbf" "b\n",
	    NULL},
	{"half a mark", IN("\xef\xbb"), "1:\xef\xbb\n", "=no-newline\n"},

	{"no last line end", IN("a,b\n1,2"), "1:a|b\n2:1|2\n",
	    "1:a|b\n=no-newline\n"},
	{"only a header, no line end", IN("a"), "1:a\n", "=no-newline\n"},
	{"no last line end, quoted", IN("a\n\"1\""), "1:a\n2:1\n",
	    "1:a\n=no-newline\n"},
	{"no last line end, comma", IN("a,b\n1,"), "1:a|b\n2:1|\n",
	    "1:a|b\n=no-newline\n"},
	{"CR file, no last line end", IN("a\r1"), "1:a\n2:1\n",
	    "1:a\n=no-newline\n"},

	{"CR in an LF file", IN("a\n1\r2\n3\n"),
	    "1:a\n2!bare-cr 1\\r2\n3:3\n", NULL},
	{"CR at the start of a record", IN("a\n\r1\n2\n"),
	    "1:a\n2!bare-cr \\r1\n3:2\n", NULL},
	{"CR twice", IN("a\r\n1\r\r\n2\r\n"),
	    "1:a\n2!bare-cr 1\\r\n3:2\n", NULL},
	{"CR before a blank line", IN("a\n\r\r\n2\n"),
	    "1:a\n2!bare-cr \\r\n3:2\n", NULL},
	{"CR at the end of an LF file", IN("a\n1\r"),
	    "1:a\n2!bare-cr 1\\r\n", NULL},
	{"CR behind a quoted field", IN("a,b\n\"1\"\r2\n3,4\n"),
	    "1:a|b\n2!bare-cr \"1\"\\r2\n3:3|4\n", NULL},
	{"CR behind a comma", IN("a,b\n1,\r2\n3,4\n"),
	    "1:a|b\n2!bare-cr 1,\\r2\n3:3|4\n", NULL},

	{"stray quote", IN("a,b\n1\",2\n3,4\n"),
	    "1:a|b\n2!bare-quote 1\",2\n3:3|4\n", NULL},
	{"blank before a quote", IN("a\n \"1\"\n2\n"),
	    "1:a\n2!bare-quote  \"1\"\n3:2\n", NULL},
	{"text after a quote", IN("a,b\n\"1\"x,2\n3,4\n"),
	    "1:a|b\n2!after-quote \"1\"x,2\n3:3|4\n", NULL},
	{"blank after a quote", IN("a,b\n\"1\" ,2\n3,4\n"),
	    "1:a|b\n2!after-quote \"1\" ,2\n3:3|4\n", NULL},
	{"refused in its second line", IN("a\n\"1\n2\"x\n3\n"),
	    "1:a\n2!after-quote \"1\n3!bare-quote 2\"x\n4:3\n", NULL},
	{"open quote at the end", IN("a,b\n1,\"2\n3,4\n"),
	    "1:a|b\n2!open-quote 1,\"2\n3:3|4\n", NULL},
	{"open quote in the last line", IN("a,b\n1,\"2"),
	    "1:a|b\n2!open-quote 1,\"2\n", NULL},
	{"two open quotes", IN("a\n\"1\n\"2\n3\n"),
	    "1:a\n2!after-quote \"1\n3!open-quote \"2\n4:3\n", NULL},
	{"open quote in the header", IN("\"a,b\n1,2\n"),
	    "1!open-quote \"a,b\n2:1|2\n", NULL},
	{"refused, no line end", IN("a\n1\"2"), "1:a\n2!bare-quote 1\"2\n",
	    NULL},
	{"refused, CRLF", IN("a\r\n1\"\r\n2\r\n"),
	    "1:a\n2!bare-quote 1\"\n3:2\n", NULL},
	{"merged by two stray quotes",
	    IN("a,b,c\n1,\"B,10\n2,P,20\n3,R\",30\n4,5,6\n"),
	    "1:a|b|c\n2:1|B,10\\n2,P,20\\n3,R|30\n5:4|5|6\n", NULL},

	{"failure upstream", IN("a\n1\n#ar-error: incomplete\n"),
	    "1:a\n2:1\n=upstream-failed\n", NULL},
	{"failure upstream, CRLF", IN("a\r\n#ar-error: incomplete\r\n"),
	    "1:a\n=upstream-failed\n", NULL},
	{"failure upstream, no line end", IN("#ar-error: incomplete"),
	    "=upstream-failed\n", NULL},
	{"text like it", IN("a\n\"#ar-error: incomplete\"\n"
	    "#ar-error: incomplete,1\n"),
	    "1:a\n2:#ar-error: incomplete\n3:#ar-error: incomplete|1\n", NULL},

	{"UTF-16, little", IN("\xff\xfe" "a\0\n\0"), "=wrong-format\n", NULL},
	{"UTF-16, big", IN("\xfe\xff\0a\0\n"), "=wrong-format\n", NULL},
	{"zip", IN("PK\x03\x04\x14\0"), "=wrong-format\n", NULL},
	{"Excel", IN("\xd0\xcf\x11\xe0\xa1\xb1"), "=wrong-format\n", NULL},
	{"bzip2", IN("BZh91AY&SY"), "=wrong-format\n", NULL},
	{"xz", IN("\xfd" "7zXZ\0"), "=wrong-format\n", NULL},
	{"zstd", IN("\x28\xb5\x2f\xfd\x04"), "=wrong-format\n", NULL},
	{"PDF", IN("%PDF-1.7\n"), "=wrong-format\n", NULL},
	{"cut gzip", IN("\x1f\x8b\x08\0"), "=gzip-cut\n", NULL},
#undef IN
};

static void
expect_rows(void)
{
	static const size_t pieces[] = {1, 3, 4096};

	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf got = read_all(scratch_write("in", rows[i].in),
		    NULL);

		if (strcmp(got.p, rows[i].want) != 0)
			fail_msg("%s:\n%s", rows[i].name, got.p);
		ar_buf_free(&got);
		for (size_t k = 0; k < ROWS(pieces); k++) {
			got = read_pipe(rows[i].in, pieces[k]);
			if (strcmp(got.p, rows[i].piped != NULL ?
			    rows[i].piped : rows[i].want) != 0)
				fail_msg("%s, piped by %zu:\n%s",
				    rows[i].name, pieces[k], got.p);
			ar_buf_free(&got);
		}
	}
}

static void
test_rows(void **state)
{
	(void)state;
	expect_rows();
	reading = BY_LIBCSV;
	expect_rows();
	reading = BY_NUMBER;
	for (number = 0; ar_masks_number(number) != NULL; number++)
		expect_rows();
	reading = BY_CHOICE;
}

static void
test_messages(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = scratch_write("in",
	    AR_S("id,text\n1,\"a\nb\",\"c\n2,x\"y\n"));
	struct ar_arena arena = {0};
	struct ar_header names;
	struct ar_csvin *csv;
	struct ar_row row;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_csvin_open(&csv, path, ar_diag_file(diag, "f"),
	    NULL, diag), AR_OK);
	assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
	assert_false(row.many_lines);
	names = ar_header_copy(&arena, &row);
	ar_csvin_name_columns(csv, &names);
	while (ar_csvin_next(csv, &row) != AR_OK)
		;
	assert_string_equal(scratch_heard(),
	    "t: f:2: text after a closing quote; double a quote that belongs "
	    "to the text [after-quote]\n"
	    "t: f:3:id: a quote inside an unquoted field; quote the field "
	    "and double the quote [bare-quote]\n"
	    "t: f:4:text: a quote inside an unquoted field; quote the field "
	    "and double the quote [bare-quote]\n");
	ar_csvin_close(csv);
	ar_arena_free(&arena);
	ar_diag_free(diag);
}

/* The line named is that of the quote, not that of its record. */
static void
test_line_of_the_quote(void **state)
{
	struct ar_buf got;

	(void)state;
	(void)scratch_write("in", AR_S("a,b,c\n\"1\n2\",3,\"4\n5,6,7\n"));
	got = read_all(scratch_path("in"), NULL);
	assert_string_equal(got.p, "1:a|b|c\n2!open-quote \"1\n"
	    "3!bare-quote 2\",3,\"4\n4:5|6|7\n");
	assert_non_null(strstr(scratch.heard,
	    "t: in:2: the quote that opens on line 3 is not closed"));
	ar_buf_free(&got);
}

static void
test_many_lines_and_raw(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	const char *path = scratch_write("in",
	    AR_S("a\r\n\"1\r\n2\"\r\n\"3\r4\"\r\n5\r\n"));
	static const struct {
		const char *raw;
		bool many;
	} want[] = {
		{"a", false}, {"\"1\r\n2\"", true}, {"\"3\r4\"", true},
		{"5", false},
	};
	struct ar_csvin *csv;
	struct ar_row row;

	(void)state;
	assert_int_equal(ar_csvin_open(&csv, path, 0, NULL, diag), AR_OK);
	for (size_t i = 0; i < ROWS(want); i++) {
		assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
		assert_slice(row.raw, ar_slice_of(want[i].raw));
		assert_int_equal(row.many_lines, want[i].many);
	}
	assert_int_equal(ar_csvin_next(csv, &row), AR_OK);
	assert_int_equal(ar_csvin_next(csv, &row), AR_OK);
	ar_csvin_close(csv);
	ar_diag_free(diag);
}

static void
fill(struct ar_buf *b, char c, size_t n)
{
	char *run = ar_alloc(n);

	memset(run, c, n);
	ar_buf_add(b, ar_slice(run, n));
	free(run);
}

/* The text up to a record that is too long to be printed. */
static void
expect_ends(struct ar_slice in, const char *first, const char *last)
{
	size_t pieces[] = {in.n, 4096};

	for (size_t i = 0; i <= ROWS(pieces); i++) {
		struct ar_buf got = i < ROWS(pieces) ?
		    read_pipe(in, pieces[i]) :
		    read_all(scratch_write("in", in), NULL);
		size_t n = strlen(last);

		if (strncmp(got.p, first, strlen(first)) != 0 ||
		    got.n - 1 < n || strcmp(got.p + got.n - 1 - n, last) != 0)
			fail_msg("way %zu: %.60s ... %s", i, got.p,
			    got.p + (got.n > 60 ? got.n - 60 : 0));
		ar_buf_free(&got);
	}
}

static void
test_record_of_1_mib(void **state)
{
	static const char *const ends[] = {"\n", "\r\n"};

	(void)state;
	for (size_t i = 0; i < ROWS(ends); i++)
		for (size_t more = 0; more < 3; more++) {
			struct ar_buf b = {0};

			ar_buf_addf(&b, "a%s", ends[i]);
			fill(&b, 'x', MIB + more);
			ar_buf_addf(&b, "%s2%s", ends[i], ends[i]);
			expect_ends(ar_buf_slice(&b), more == 0 ?
			    "1:a\n2:xxx" : "1:a\n2!record-size xxx",
			    "x\n3:2\n");
			ar_buf_free(&b);
		}
}

/* The line end comes after all the rest. */
static void
test_record_of_1_mib_trickled(void **state)
{
	struct ar_buf b = {0}, got;

	(void)state;
	ar_buf_add(&b, AR_S("a\r\n"));
	fill(&b, 'x', MIB);
	ar_buf_add(&b, AR_S("\r\n2\r\n"));
	got = read_pipe(ar_buf_slice(&b), 3 + MIB + 1);
	assert_int_equal(got.n - 1, 4 + 2 + MIB + 1 + 4);
	ar_buf_free(&got);
	ar_buf_free(&b);
}

/* A field of one MiB without its quotes is a record of more. */
static void
test_quoted_record_too_long(void **state)
{
	struct ar_buf b = {0};

	(void)state;
	ar_buf_add(&b, AR_S("a\n\"1\n"));
	for (int i = 0; i < 300; i++) {
		fill(&b, 'y', 4096);
		ar_buf_add(&b, AR_S("\n"));
	}
	ar_buf_add(&b, AR_S("z\"\n2\n"));
	expect_ends(ar_buf_slice(&b), "1:a\n2!open-quote \"1\n3:yyy",
	    "\n303!bare-quote z\"\n304:2\n");
	ar_buf_free(&b);
}

/* Far over the limit in one line: the quote is the cause, then resync. */
static void
test_open_quote_in_a_giant_line(void **state)
{
	struct ar_buf b = {0};

	(void)state;
	ar_buf_add(&b, AR_S("a,b\n1,\""));
	fill(&b, 'x', 5 * MIB);
	ar_buf_add(&b, AR_S("\n2,3\n"));
	expect_ends(ar_buf_slice(&b), "1:a|b\n2!open-quote 1,\"xxx",
	    "x\n3:2|3\n");
	ar_buf_free(&b);
}

/* Behind a giant line none of the next ones is lost, wherever it ends. */
static void
test_resync_at_any_offset(void **state)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};

	(void)state;
	for (size_t i = 0; i < ROWS(ends); i++)
		for (size_t n = 3 * MIB / 2 - 5; n < 3 * MIB / 2 + 5; n++) {
			struct ar_buf b = {0}, got;

			ar_buf_addf(&b, "a%s", ends[i]);
			fill(&b, 'x', n);
			ar_buf_addf(&b, "%s2%s3%s", ends[i], ends[i],
			    ends[i]);
			got = read_all(scratch_write("in", ar_buf_slice(&b)),
			    NULL);
			assert_string_equal(got.p + got.n - 1 - 8,
			    "3:2\n4:3\n");
			ar_buf_free(&got);
			ar_buf_free(&b);
		}
}

/* A CR at the start of a giant line in an LF file is not the end of input. */
static void
test_cr_before_a_giant_line(void **state)
{
	struct ar_buf b = {0};

	(void)state;
	ar_buf_add(&b, AR_S("a\n\r"));
	fill(&b, 'x', 3 * MIB);
	ar_buf_add(&b, AR_S("\n2\n"));
	expect_ends(ar_buf_slice(&b), "1:a\n2!record-size \\rxx", "x\n3:2\n");
	ar_buf_free(&b);
}

static void
test_columns(void **state)
{
	static const size_t commas[] = {4095, 4096, 1000000, 3000000};
	struct ar_buf b = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(commas); i++) {
		b.n = 0;
		fill(&b, ',', commas[i]);
		ar_buf_add(&b, AR_S("\nx\n"));
		expect_ends(ar_buf_slice(&b), commas[i] == 4095 ? "1:|||" :
		    "1!too-many-columns ,,,", "\n2:x\n");
	}
	b.n = 0;
	for (int i = 0; i < 1000000; i++)
		ar_buf_add(&b, AR_S("name,"));
	ar_buf_add(&b, AR_S("\nx\n"));
	expect_ends(ar_buf_slice(&b), "1!too-many-columns name,", "\n2:x\n");
	ar_buf_free(&b);
}

/* No character of another encoding falls between two reads. */
static void
test_recoded_file(void **state)
{
	static const struct ar_csvin_options latin1 = {
		.encoding = "ISO-8859-1"
	};
	struct ar_buf b = {0}, want = {0}, got;

	(void)state;
	for (int i = 1; i <= 200000; i++) {
		ar_buf_add(&b, AR_S("\xe9,\xfc\n"));
		ar_buf_addf(&want, "%d:\xc3\xa9|\xc3\xbc\n", i);
	}
	got = read_all(scratch_write("in", ar_buf_slice(&b)), &latin1);
	assert_int_equal(got.n - 1, want.n);
	assert_memory_equal(got.p, want.p, want.n);
	ar_buf_free(&b);
	ar_buf_free(&want);
	ar_buf_free(&got);
}

static void
test_other_delimiter(void **state)
{
	static const struct ar_csvin_options semicolon = {.delimiter = ';'};
	struct ar_buf got = read_all(scratch_write("in",
	    AR_S("a;b,c\n1\"\n\"x;y\";2\n")), &semicolon);

	(void)state;
	assert_string_equal(got.p, "1:a|b,c\n2!bare-quote 1\"\n3:x;y|2\n");
	ar_buf_free(&got);
}

static void
test_peek(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_buf b = {0};
	struct ar_slice seen;
	struct ar_csvin *csv;
	struct ar_row row;
	int records = 0;

	(void)state;
	for (int i = 0; i < 500000; i++)
		ar_buf_add(&b, AR_S("1;2,3\n"));
	assert_int_equal(ar_csvin_open(&csv, scratch_write("in",
	    ar_buf_slice(&b)), 0, NULL, diag), AR_OK);
	assert_int_equal(ar_csvin_peek(csv, 10, &seen), AR_OK);
	assert_true(seen.n >= 10);
	assert_memory_equal(seen.p, "1;2,3\n1;2,", 10);
	assert_int_equal(ar_csvin_peek(csv, MIB, &seen), AR_OK);
	assert_true(seen.n >= MIB);
	assert_int_equal(ar_csvin_peek(csv, 10 * MIB, &seen), AR_OK);
	ar_csvin_delimit(csv, ';');
	while (ar_csvin_next(csv, &row) == AR_ITEM) {
		assert_int_equal(row.n, 2);
		records++;
	}
	assert_int_equal(records, 500000);
	ar_csvin_close(csv);
	ar_diag_free(diag);
	ar_buf_free(&b);
}

static void
test_may_wait(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_csvin *csv;
	struct ar_row row;
	char path[32];
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	assert_int_equal(ar_csvin_open(&csv, path, 0, NULL, diag), AR_OK);
	assert_true(ar_csvin_may_wait(csv));
	scratch_put(fd[1], AR_S("a,b,c,d,e\n1\n2"));
	assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
	assert_false(ar_csvin_may_wait(csv));
	assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
	assert_true(ar_csvin_may_wait(csv));
	scratch_put(fd[1], AR_S("\n"));
	(void)close(fd[1]);
	assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
	assert_int_equal(ar_csvin_next(csv, &row), AR_OK);
	assert_false(ar_csvin_may_wait(csv));
	ar_csvin_close(csv);
	(void)close(fd[0]);
	assert_int_equal(ar_csvin_open(&csv, scratch_write("in", AR_S("a\n")),
	    0, NULL, diag), AR_OK);
	assert_false(ar_csvin_may_wait(csv));
	ar_csvin_close(csv);
	ar_diag_free(diag);
}

/* All rows of a reader, which is closed. */
static struct ar_buf
read_csv(struct ar_csvin *csv)
{
	struct ar_buf got = {0};
	struct ar_row row;

	while (ar_csvin_next(csv, &row) == AR_ITEM) {
		add_row(&got, &row);
		ar_buf_add(&got, AR_S("\n"));
	}
	ar_csvin_close(csv);
	ar_buf_add(&got, AR_S("\0"));
	return got;
}

static void
test_limit(void **state)
{
	static const struct {
		uint64_t limit;
		const char *want;
	} limits[] = {
		{4, "1:a|b\n"},
		{8, "1:a|b\n2:1|2\n"}, {12, "1:a|b\n2:1|2\n3:3|4\n"},
		{1000, "1:a|b\n2:1|2\n3:3|4\n"}, {1, "1:a\n"},
	};
	const char *path = scratch_write("in", AR_S("a,b\n1,2\n3,4\n"));

	(void)state;
	for (size_t i = 0; i < ROWS(limits); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		int fd = open(path, O_RDONLY);
		struct ar_buf got = read_csv(ar_csvin_over(fd, 0,
		    limits[i].limit, diag));

		assert_string_equal(got.p, limits[i].want);
		assert_int_equal(close(fd), -1);
		ar_buf_free(&got);
		ar_diag_free(diag);
	}
}

static void
test_ready(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_csvin *csv;
	struct ar_row row;
	char path[32];
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	assert_int_equal(ar_csvin_open(&csv, path, 0, NULL, diag), AR_OK);
	assert_false(ar_csvin_ready(csv, 0));
	scratch_put(fd[1], AR_S("a,b,c,d,e\n1\n2"));
	assert_true(ar_csvin_ready(csv, 0));
	assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
	assert_true(ar_csvin_ready(csv, 0));    /* a line in memory */
	assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
	assert_false(ar_csvin_ready(csv, 1));   /* half a line */
	scratch_put(fd[1], AR_S("\n"));
	assert_true(ar_csvin_ready(csv, 0));
	assert_int_equal(ar_csvin_next(csv, &row), AR_ITEM);
	assert_false(ar_csvin_ready(csv, 1));
	(void)close(fd[1]);
	assert_true(ar_csvin_ready(csv, 0));
	assert_int_equal(ar_csvin_next(csv, &row), AR_OK);
	assert_true(ar_csvin_ready(csv, 0));
	ar_csvin_close(csv);
	(void)close(fd[0]);
	assert_int_equal(ar_csvin_open(&csv, scratch_write("in", AR_S("a")),
	    0, NULL, diag), AR_OK);
	assert_true(ar_csvin_ready(csv, 0));
	ar_csvin_close(csv);
	ar_diag_free(diag);
}

/* What iconv(3) may still hold is asked for. */
static void
test_recoded_is_ready(void **state)
{
	const struct ar_csvin_options options = {.encoding = "CP1252"};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_csvin *csv;
	char path[32];
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	(void)snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	assert_int_equal(ar_csvin_open(&csv, path, 0, &options, diag),
	    AR_OK);
	assert_true(ar_csvin_ready(csv, 0));
	ar_csvin_close(csv);
	(void)close(fd[0]);
	(void)close(fd[1]);
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_messages),
		TEST(test_line_of_the_quote), TEST(test_many_lines_and_raw),
		TEST(test_record_of_1_mib),
		TEST(test_record_of_1_mib_trickled),
		TEST(test_quoted_record_too_long),
		TEST(test_open_quote_in_a_giant_line),
		TEST(test_resync_at_any_offset),
		TEST(test_cr_before_a_giant_line), TEST(test_columns),
		TEST(test_recoded_file), TEST(test_other_delimiter),
		TEST(test_peek), TEST(test_may_wait), TEST(test_limit),
		TEST(test_ready), TEST(test_recoded_is_ready),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
