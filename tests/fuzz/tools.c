/*
 * tests/fuzz/tools.c
 * Purpose: whole programs end well, whatever they are given to read.
 *
 * The text is a file for each program that reads such a one, as its operand
 * or beside others that are good.  No program is killed, says anything that
 * is no message, or prints a report that it does not vouch for.  What
 * ar-import makes of a text it makes of that again; the total of ar-age is
 * that of a plain sum.
 */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "libar/row.h"
#include "libar/utf8.h"
#include "tests/fuzz/plain.h"
#include "tests/fuzz/target.h"

enum {
	WORDS = 16, FIRST_FILE = 20, FILES = 4, SECONDS_MOST = 20,
	MEMORY = 1024 * 1024 * 1024, BYTES = 64 * 1024 * 1024
};

#define DAY "2026-06-30"

const char *const fuzz_words[] = {
	",", "\n", "\"", "invoice_id,customer_id,invoice_date,due_date,amount",
	"I1,C1,2026-05-01,2026-05-31,100.00", "2026-06-30", "-0.01", "USD",
	"\r\n", ";", "9223372036854775807", "paid", "void", "credit_note",
	"payment", "open", "0001-01-01", "9999-12-31", "\xef\xbb\xbf", "\t",
	"1.234,50", "31.05.2026", "=cmd", "net 30", "JPY", "{{amount}}", "y",
	AR_ROW_INCOMPLETE, "Total", "due_date", "currency", "balance", "email",
	NULL
};

const size_t fuzz_most = 3000;

/* What stands in the place of @0 to @3; the first one is the text. */
static const char *const files[FILES] = {
	NULL,
	"invoice_id,customer_id,invoice_date,due_date,amount,currency\n"
	"I1,C1,2026-05-01,2026-05-31,100.00,USD\n"
	"I2,C2,2026-05-10,2026-06-09,50.00,USD\n"
	"I3,C1,2026-03-01,2026-03-31,25.50,USD\n",
	"From: us@x.org\nTo: {{customer_id}} <c@x.org>\n"
	"Subject: {{invoice_id}}\n\n{{amount}}\n",
	"Number,Client,Date,Due,Total\nI1,C1,2026-05-01,2026-05-31,100.00\n",
};

/* A program, and what a text must hold to be worth its time. */
struct command {
	const char *words, *needs;
	bool streams;           /* rows may go out before it fails */
};

static const struct command commands[] = {
	{"ar-age -a " DAY " --as-exported -g  @0", "due_date", false},
	{"ar-age -a " DAY " -l @0", "due_date", true},
	{"ar-age -a " DAY " --as-exported -P @0 @1", "payment_date", false},
	{"ar-age -a " DAY " -g collector -C @0 @1", "collector", false},
	{"ar-cei -a " DAY " --as-exported -e month @0", "due_date", false},
	{"ar-dso -a " DAY " --as-exported -g customer_id @0", "due_date",
	    false},
	{"ar-dso -a " DAY " @0", "period_end", false},
	{"ar-factor -a " DAY " --advance=80 --fee=2%/30d @0", "due_date",
	    false},
	{"ar-factor -a " DAY " -O @0 @1", "advance_pct", false},
	{"ar-import @0", "", true},
	{"ar-import -s payments --date-format=dmy @0", "ayment", true},
	{"ar-import -s customers @0", "ustomer", true},
	{"ar-import -M @0 @3", "=", true},
	{"ar-invoice -a " DAY " -t cod @0", "ship_date", true},
	{"ar-invoice -a " DAY " -j @0 -R", "shipment_line", false},
	{"ar-log -l @0 history C1", "run_date", false},
	{"ar-log -l @0 promises", "run_date", false},
	{"ar-remind -a " DAY " @0", "due_date", false},
	{"ar-remind -a " DAY " --worklist -C @0 @1", "collector", false},
	{"ar-remind -a " DAY " -p @0 @1", "offset", false},
	{"ar-remind -a " DAY " --promises=@0 @1", "promise_date", false},
	{"ar-remind -a " DAY " --disputes=@0 @1", "opened_date", false},
	{"ar-remind -a " DAY " --plans=@0 @1", "plan_id", false},
	{"ar-remind -a " DAY " --rates=@0 @1", "rule", false},
	{"ar-render -a " DAY " -e html @0 @1", "{{", true},
	{"ar-render -a " DAY " -e mail @2 @0", "invoice_id", true},
	{"ar-view -f table @0", "", false},
	{"ar-view -f html @0", "amount", false},
	{"ar-view -f mail @0", "total", false},
	{"ar-view -f excel @0", "customer", true},
};

/* Where the programs are, and how often one was run. */
static struct {
	char folder[4096];
	unsigned long runs;
} programs;

static void
count_runs(void)
{
	printf("%lu programs run\n", programs.runs);
}

/* Two folders above this one. */
static void
find_programs(void)
{
	ssize_t n = readlink("/proc/self/exe", programs.folder,
	    sizeof programs.folder - 64);

	need(n > 0, "a program knows where it is");
	for (int levels = 3; levels > 0; levels--)
		while (programs.folder[--n] != '/')
			continue;
	programs.folder[n + 1] = '\0';
	(void)setenv("ASAN_OPTIONS", "exitcode=99", 1);
	(void)setenv("UBSAN_OPTIONS", "exitcode=99:print_stacktrace=1", 1);
	(void)atexit(count_runs);
}

#define LIMIT(what, most) \
	(void)setrlimit(what, &(const struct rlimit){most, most})

/* Cut a command at its blanks; @N becomes the name of a descriptor. */
static void
split(char *argv[WORDS + 1], char *words)
{
	size_t n = 0;
	char *at;

	while ((at = strsep(&words, " ")) != NULL && n < WORDS)
		argv[n++] = at;
	argv[n] = NULL;
}

static void
name_files(struct ar_buf *to, const char *words)
{
	for (; *words != '\0'; words++) {
		if (*words == '@')
			ar_buf_addf(to, "/dev/fd/%d",
			    FIRST_FILE + (*++words - '0'));
		else
			ar_buf_add(to, ar_slice(words, 1));
	}
	ar_buf_add(to, AR_S("\0"));
}

/* In the child: the program takes its place. */
static _Noreturn void
become(char *const argv[], struct ar_slice text, int out, int err)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	char path[sizeof programs.folder + 64];

	for (int i = 0; i < FILES; i++)
		(void)dup2(fuzz_file(i == 0 ? text : ar_slice_of(files[i])),
		    FIRST_FILE + i);
	(void)dup2(null, STDIN_FILENO);
	(void)dup2(out, STDOUT_FILENO);
	(void)dup2(err, STDERR_FILENO);
	LIMIT(RLIMIT_CPU, SECONDS_MOST);
	LIMIT(RLIMIT_FSIZE, BYTES);
	LIMIT(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__
	LIMIT(RLIMIT_AS, MEMORY);
#endif
	(void)snprintf(path, sizeof path, "%s%s", programs.folder, argv[0]);
	(void)execv(path, argv);
	_exit(127);
}

static struct ar_buf
read_back(int fd)
{
	struct ar_buf all = {0};
	off_t size = lseek(fd, 0, SEEK_END);

	ar_buf_room(&all, (size_t)size + 1);
	need(pread(fd, all.p, (size_t)size, 0) == size, "it is read back");
	all.n = (size_t)size;
	(void)close(fd);
	return all;
}

/* How a run ended, and what it said. */
struct ended {
	int status;             /* 128 and more: by a signal */
	struct ar_buf out, err;
};

static void
ended_release(struct ended *e)
{
	ar_buf_free(&e->out);
	ar_buf_free(&e->err);
}

static struct ended
run(const char *words, struct ar_slice text)
{
	int out = fuzz_file(AR_S("")), err = fuzz_file(AR_S("")), status = 0;
	struct ar_buf command = {0};
	char *argv[WORDS + 1];
	struct ended e;
	pid_t child;

	name_files(&command, words);
	split(argv, command.p);
	(void)fflush(stdout);
	child = fork();
	if (child == 0)
		become(argv, text, out, err);
	need(child > 0 && waitpid(child, &status, 0) == child, "it is run");
	e.status = WIFEXITED(status) ? WEXITSTATUS(status) :
	    128 + WTERMSIG(status);
	e.out = read_back(out);
	e.err = read_back(err);
	programs.runs++;
	ar_buf_free(&command);
	return e;
}

/* Lines of messages of the program, which is the first of the words. */
static bool
are_messages(struct ar_slice said, const char *words)
{
	size_t n = strcspn(words, " ");

	if (!ar_utf8_valid(said) || (said.n > 0 && said.p[said.n - 1] != '\n'))
		return false;
	while (said.n > 0) {
		struct ar_slice line = ar_slice_cut(&said, '\n');

		if (line.n < n + 2 || memcmp(line.p, words, n) != 0 ||
		    line.p[n] != ':')
			return false;
		for (size_t i = 0; i < line.n; i++)
			if ((unsigned char)line.p[i] < ' ' ||
			    line.p[i] == 0x7f)
				return false;
	}
	return true;
}

static bool
ends_in_failure(struct ar_slice out)
{
	const struct ar_slice mark = AR_S(AR_ROW_INCOMPLETE "\n");

	return out.n >= mark.n && ar_slice_eq(ar_slice(out.p + out.n - mark.n,
	    mark.n), mark);
}

static void
hold(bool holds, const char *what, const char *words, const struct ended *e)
{
	if (!holds)
		(void)fprintf(stderr, "%s: status %d\n%.*s\n", words,
		    e->status, (int)e->err.n, e->err.n > 0 ? e->err.p : "");
	need(holds, what);
}

static void
check_end(const struct command *c, const struct ended *e)
{
	bool done = e->status == AR_EXIT_OK || e->status == AR_EXIT_ALERT;

	hold(e->status >= AR_EXIT_OK && e->status <= AR_EXIT_BUSY,
	    "a program ends with a status of its own", c->words, e);
	hold(are_messages(ar_buf_slice(&e->err), c->words),
	    "what it says are messages", c->words, e);
	hold(done || e->err.n > 0, "a failure is said", c->words, e);
	hold(done || e->out.n == 0 || (c->streams &&
	    ends_in_failure(ar_buf_slice(&e->out))),
	    "a run that failed does not look finished", c->words, e);
}

/* What import makes of a text is what all tools read, and import, too. */
static void
import_again(const struct command *c, const struct ended *first)
{
	struct ended again = run(c->words, ar_buf_slice(&first->out));

	hold(again.status == AR_EXIT_OK && ar_slice_eq(
	    ar_buf_slice(&first->out), ar_buf_slice(&again.out)),
	    "what was imported is imported as it is", c->words, &again);
	ended_release(&again);
}

/* The plain ledgers that are added up once more. */
#define HEADER "invoice_id,customer_id,invoice_date,due_date,amount,currency"

/* Without quotes: *sum of those up to the day, in cents.  false: not plain. */
static bool
add_up(plain_sum *sum, struct ar_slice text)
{
	enum { DATE = 2, AMOUNT = 4, CURRENCY = 5, FIELDS = 6 };

	*sum = 0;
	if (memchr(text.p, '"', text.n) != NULL ||
	    memchr(text.p, '\r', text.n) != NULL ||
	    !ar_slice_eq(ar_slice_cut(&text, '\n'), AR_S(HEADER)))
		return false;
	while (text.n > 0) {
		struct ar_slice line = ar_slice_cut(&text, '\n');
		struct ar_slice field[FIELDS];
		struct plain p;

		if (line.n == 0 || ar_slice_eq(line, AR_S(HEADER)))
			continue;
		for (size_t i = 0; i < FIELDS; i++)
			field[i] = ar_slice_cut(&line, ',');
		if (!ar_slice_eq(field[CURRENCY], AR_S("USD")))
			return false;
		p = plain_read(field[AMOUNT]);
		need(p.form && !p.over && p.decimals <= 2 && line.n == 0,
		    "what was added up is an amount");
		if (memcmp(field[DATE].p, DAY, sizeof DAY - 1) <= 0)
			*sum += (plain_sum)(p.value * plain_power(2 -
			    p.decimals)) * (p.negative ? -1 : 1);
	}
	return true;
}

/* The last report is of one currency: as_of,currency,items,...,total */
static void
compare_total(const struct command *c, const struct ended *e,
    struct ar_slice text)
{
	struct ar_slice out = ar_buf_slice(&e->out), line;
	struct plain p;
	plain_sum sum;

	if (!add_up(&sum, text))
		return;
	(void)ar_slice_cut(&out, '\n');
	line = ar_slice_cut(&out, '\n');
	while (memchr(line.p, ',', line.n) != NULL)
		(void)ar_slice_cut(&line, ',');
	p = plain_read(line);
	hold(line.n == 0 ? sum == 0 : p.form &&
	    sum == (plain_sum)p.value * (p.negative ? -1 : 1),
	    "the total is the sum", c->words, e);
}

static bool
holds(struct ar_slice text, const char *what)
{
	return memmem(text.p, text.n, what, strlen(what)) != NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_slice text = fuzz_text(bytes, n);

	if (programs.runs == 0)
		find_programs();
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		const struct command *c = &commands[i];
		struct ended e;

		if (!holds(text, c->needs))
			continue;
		e = run(c->words, text);
		check_end(c, &e);
		if (e.status == AR_EXIT_OK && strncmp(c->words, "ar-import",
		    9) == 0 && !holds(ar_slice_of(c->words), "-M"))
			import_again(c, &e);
		if (e.status == AR_EXIT_OK && i == 0)
			compare_total(c, &e, text);
		ended_release(&e);
	}
	return 0;
}
