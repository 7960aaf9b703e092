/*
 * tests/fuzz/map.c
 * Purpose: map files mean the same however they are laid out.
 *
 * A text is read as a map of each stream, and again as a file, and once more
 * with other blanks, without comments: it is taken or refused alike, and the
 * same map comes out.  What is refused names its line.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "libar/importmapread.h"
#include "libar/utf8.h"
#include "tests/fuzz/target.h"

const char *const fuzz_words[] = {
	" = ", "\n", " | ", "invoice_id", "amount", "\"", "customer_id",
	"due_date", "kind", "status", "balance", ".plus", ".minus", ".times",
	".running", ".else", ".contra", ".-", "only.", "skip.", "negative.",
	"must.", "cell.", "30 days", "2 months", "accounts", ".#14.5",
	"10000 - 69999", "total", "required", "unlabelled", "known-by",
	"not-by", "section", "sum", "strip-point-zero", "unsigned", "round",
	"decimal = ,", "sign = by-kind", "stream = invoices", "whole",
	"unnumbered", "outgoing = left-out", "period = #15 - #16",
	"date-format = dmy", "ddmm", "%d.%m.%Y", "blank-balance = 0",
	"continued = left-out", "group = document", "guard = apostrophe",
	"header = none", "settled-balance = 0", "currency-after", "date-after",
	"footer", "no-date", "balance-row", "filled", "invoice", "credit_note",
	"# x\n", " - ", "*", "\\", "-", "paid", "payment_id", "payment_date",
	NULL
};

const size_t fuzz_most = 3000;

/* How a text was taken. */
struct taken {
	struct ar_import_map map;
	int result;
	unsigned long line;     /* of what is refused */
};

/* The line of what was said on stderr, which went to fd; that is closed. */
static unsigned long
line_said(int fd)
{
	static const char begin[] = "map: xyz:";
	char said[512];
	ssize_t n = pread(fd, said, sizeof said - 1, 0);
	const char *message;

	(void)close(fd);
	said[n > 0 ? n : 0] = '\0';
	message = strstr(said, begin);
	need(message != NULL && strstr(message, "[bad-map]\n") != NULL,
	    "a refusal is a message");
	return strtoul(message + sizeof begin - 1, NULL, 10);
}

static void
take(struct taken *t, const struct ar_import_stream *stream,
    struct ar_slice text)
{
	struct ar_diag *diag = ar_diag_new("map");
	int ear = fuzz_file(AR_S("")), before = dup(STDERR_FILENO);

	*t = (struct taken){.line = 0};
	(void)dup2(ear, STDERR_FILENO);
	ar_import_map_init(&t->map, stream);
	t->result = ar_import_map_text(&t->map, text, "xyz", diag);
	(void)dup2(before, STDERR_FILENO);
	(void)close(before);
	need((t->result == AR_OK) == (ar_diag_status(diag) == AR_EXIT_OK),
	    "what fails is said");
	if (t->result != AR_OK)
		t->line = line_said(ear);
	else
		(void)close(ear);
	ar_diag_free(diag);
}

static void
add_list(struct ar_buf *b, const struct ar_alternatives *a)
{
	ar_buf_addf(b, "%zu", a->n);
	for (size_t i = 0; i < a->n; i++) {
		ar_buf_addf(b, ",%zu:", a->text[i].n);
		ar_buf_add(b, a->text[i]);
	}
	ar_buf_add(b, AR_S("\n"));
}

static void
add_words(struct ar_buf *b, const struct ar_import_map *m)
{
	for (size_t i = 0; i < m->nwords; i++) {
		ar_buf_addf(b, "word %zu %u %zu:", m->word[i].column,
		    m->word[i].word, m->word[i].text.n);
		ar_buf_add(b, m->word[i].text);
	}
}

static void
add_entries(struct ar_buf *b, const struct ar_import_map *m)
{
	for (size_t i = 0; i < m->nparts; i++) {
		ar_buf_addf(b, "part %d %zu %d %zu", (int)m->part[i].use,
		    m->part[i].column, m->part[i].may_lack,
		    m->part[i].above);
		add_list(b, &m->part[i].header);
	}
	for (size_t i = 0; i < m->nrules; i++) {
		ar_buf_addf(b, "rule %d %d", (int)m->rule[i].test,
		    m->rule[i].may_lack);
		add_list(b, &m->rule[i].header);
		add_list(b, &m->rule[i].pattern);
	}
	for (size_t i = 0; i < m->ncells; i++) {
		ar_buf_addf(b, "cell %d %d %d", m->cell[i].may_lack,
		    m->cell[i].days, m->cell[i].months);
		add_list(b, &m->cell[i].header);
	}
	for (size_t i = 0; i < m->nranges; i++) {
		const struct ar_map_range *r = &m->range[i];

		need(r->low.n > 0 && r->low.n == r->high.n &&
		    memcmp(r->low.p, r->high.p, r->low.n) <= 0,
		    "a range is one");
		ar_buf_addf(b, "range %zu", r->field);
		ar_buf_add(b, r->low);
		ar_buf_add(b, r->high);
		ar_buf_add(b, r->value);
	}
}

static void
add_settings(struct ar_buf *b, const struct ar_import_map *m)
{
	const struct ar_alternatives *const list[] = {
		&m->total, &m->footer, &m->skip, &m->no_date, &m->balance_row,
		&m->strange, &m->currency_after, &m->date_after
	};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		add_list(b, list[i]);
	for (size_t i = 0; i < m->nknown; i++)
		add_list(b, &m->known[i]);
	ar_buf_addf(b, "%td %llx %llx %llx %llx %llx %llx %llx %llx %llx",
	    m->section, (unsigned long long)m->sum,
	    (unsigned long long)m->strip, (unsigned long long)m->bare,
	    (unsigned long long)m->round, (unsigned long long)m->filled,
	    (unsigned long long)m->whole, (unsigned long long)m->unnumbered,
	    (unsigned long long)m->unsaid, (unsigned long long)m->may_lack);
	ar_buf_addf(b, "%d%d%d%d%d%d%d%d%d%d%d %zu %zu %d %s",
	    m->total_required, m->total_unlabelled, m->group,
	    m->blank_balance, m->by_kind, m->balance_required, m->outgoing,
	    m->settled_balance, m->guarded, m->continued, m->headless,
	    m->period[0], m->period[1], m->decimal,
	    m->dates.pattern != NULL ? m->dates.pattern : "");
	ar_buf_addf(b, "%u %d %d", m->dates.orders, m->dates.iso,
	    m->dates.bare);
}

/* All that a map holds, as text. */
static void
describe(struct ar_buf *b, const struct ar_import_map *m)
{
	for (size_t i = 0; i < m->stream->stream->n; i++) {
		ar_buf_addf(b, "%d %d ", (int)m->type[i], (int)m->from[i]);
		add_list(b, &m->header[i]);
	}
	add_words(b, m);
	add_entries(b, m);
	add_settings(b, m);
}

/* The lines with other blanks, none of them empty or a comment. */
static void
lay_out(struct ar_buf *to, struct ar_slice text)
{
	while (text.n > 0) {
		struct ar_slice value = ar_slice_trim(ar_slice_cut(&text,
		    '\n'));
		bool pair = memchr(value.p, '=', value.n) != NULL;
		struct ar_slice key;

		if (value.n == 0 || value.p[0] == '#')
			continue;
		key = ar_slice_trim(ar_slice_cut(&value, '='));
		ar_buf_add(to, AR_S("\t "));
		ar_buf_add(to, key);
		if (pair)
			ar_buf_add(to, AR_S("   =\t"));
		ar_buf_add(to, ar_slice_trim(value));
		ar_buf_add(to, AR_S(" \n"));
	}
}

static void
need_same(const struct taken *a, const struct taken *b)
{
	struct ar_buf x = {0}, y = {0};

	need(a->result == b->result, "it is taken or refused alike");
	describe(&x, &a->map);
	describe(&y, &b->map);
	need(a->result != AR_OK || ar_slice_eq(ar_buf_slice(&x),
	    ar_buf_slice(&y)), "the same map comes out");
	ar_buf_free(&x);
	ar_buf_free(&y);
}

/* As a file, which has to be text with whole lines. */
static void
check_file(const struct taken *want, struct ar_slice text)
{
	struct taken got = {.line = 0};
	struct ar_diag *diag = ar_diag_new("map");
	char path[FUZZ_PATH];
	int fd = fuzz_file(text);

	ar_diag_hush(diag);
	ar_import_map_init(&got.map, want->map.stream);
	got.result = ar_import_map_read(&got.map, fuzz_path(path, fd), diag);
	if (ar_utf8_valid(text) && memchr(text.p, '\0', text.n) == NULL &&
	    memchr(text.p, '\r', text.n) == NULL && text.n > 0 &&
	    text.p[0] != '\xef')
		need_same(want, &got);
	ar_import_map_release(&got.map);
	ar_diag_free(diag);
	(void)close(fd);
}

static void
check(const char *stream, struct ar_slice text)
{
	struct taken plain, laid;
	struct ar_buf again = {0};
	unsigned long lines = 1;

	take(&plain, ar_import_stream_of(ar_slice_of(stream)), text);
	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	need((plain.line == 0) == (plain.result == AR_OK) &&
	    plain.line <= lines, "a refusal names its line");
	check_file(&plain, text);
	lay_out(&again, text);
	take(&laid, plain.map.stream, ar_buf_slice(&again));
	need_same(&plain, &laid);
	ar_import_map_release(&plain.map);
	ar_import_map_release(&laid.map);
	ar_buf_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_slice text = fuzz_text(bytes, n);

	check("invoices", text);
	check("payments", text);
	check("customers", text);
	return 0;
}
