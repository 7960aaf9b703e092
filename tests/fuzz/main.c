/*
 * tests/fuzz/main.c
 * Purpose: the corpus of a target, and texts of chance, put to it.
 *
 *	NAME [-n TEXTS] [-s SECONDS] [-r SEED] [FILE...]
 *	NAME -w
 *
 * Each file is put to the target.  -n goes on with so many texts of chance,
 * -s with as many as there is time for; many are made of the files' pieces.
 * Where something does not hold, or a text takes longer than a minute, the
 * text is left behind in a file that is named.  -w prints the target's words
 * as a dictionary for libFuzzer.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <malloc.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "tests/fuzz/chance.h"
#include "tests/fuzz/target.h"

enum { PATIENCE = 60 };         /* seconds for a text */

struct wishes {
	uint64_t texts, seconds, seed;
	bool words;
};

/* The text that the target has now, for the handler of signals. */
static struct ar_slice now;

#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options(void);

/* What sanitizers find comes to the handler, too. */
const char *
__asan_default_options(void)
{
	return "abort_on_error=1";
}
#endif

static void
keep_text(int signal)
{
	static char path[] = "/tmp/fuzz.XXXXXX";
	static const char said[] = ": the text that it was\n";
	int fd = mkstemp(path);

	if (fd >= 0 && write(fd, now.p, now.n) == (ssize_t)now.n &&
	    write(STDERR_FILENO, path, sizeof path - 1) > 0)
		(void)!write(STDERR_FILENO, said, sizeof said - 1);
	(void)raise(signal);
}

static void
listen_to_signals(void)
{
	static const int signals[] = {
		SIGABRT, SIGALRM, SIGBUS, SIGFPE, SIGILL, SIGSEGV
	};
	struct sigaction act = {.sa_handler = keep_text,
	    .sa_flags = (int)SA_RESETHAND};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction before;

		(void)sigaction(signals[i], NULL, &before);
		if (before.sa_handler == SIG_DFL)
			(void)sigaction(signals[i], &act, NULL);
	}
}

/*
 * Memory that was given back is kept for the next text: to get it from the
 * system each time took most of the time of a target with large buffers.
 */
static void
keep_memory(void)
{
	(void)mallopt(M_TRIM_THRESHOLD, INT32_MAX);
	(void)mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
}

/* The target sees a copy, of which not a byte more is there. */
static void
put(struct ar_slice text)
{
	uint8_t *copy = malloc(text.n);

	if (text.n > 0)
		memcpy(copy, text.p, text.n);
	now = text;
	(void)alarm(PATIENCE);
	(void)LLVMFuzzerTestOneInput(copy, text.n);
	(void)alarm(0);
	free(copy);
}

static struct ar_buf
read_file(const char *path)
{
	struct ar_buf text = {0};
	FILE *in = fopen(path, "rb");
	size_t n = 1;

	if (in == NULL) {
		perror(path);
		exit(3);
	}
	while (n > 0) {
		ar_buf_room(&text, 64 * 1024);
		n = fread(text.p + text.n, 1, 64 * 1024, in);
		text.n += n;
	}
	(void)fclose(in);
	return text;
}

static void
go_on(const struct wishes *w, const struct chance_stock *stock)
{
	struct chance c = {w->seed};
	time_t begin = time(NULL), end = begin + (time_t)w->seconds;
	struct ar_buf text = {0};
	uint64_t texts = 0;

	printf("texts of chance, seed %" PRIu64 "\n", w->seed);
	(void)fflush(stdout);
	for (; texts < w->texts || time(NULL) < end; texts++) {
		text.n = 0;
		chance_text(&c, stock, fuzz_most, &text);
		put(ar_buf_slice(&text));
	}
	ar_buf_free(&text);
	printf("%" PRIu64 " texts of chance read, in %lld seconds\n", texts,
	    (long long)(time(NULL) - begin));
}

static void
print_words(void)
{
	for (size_t i = 0; fuzz_words[i] != NULL; i++) {
		printf("\"");
		for (const char *p = fuzz_words[i]; *p != '\0'; p++)
			printf("\\x%02x", (unsigned)(unsigned char)*p);
		printf("\"\n");
	}
}

/* 0, or the status of wrong usage. */
static int
read_options(struct wishes *w, int argc, char **argv)
{
	int option;

	w->seed = (uint64_t)time(NULL);
	while ((option = getopt(argc, argv, "n:r:s:w")) != -1) {
		if (option == 'n')
			w->texts = strtoull(optarg, NULL, 10);
		else if (option == 'r')
			w->seed = strtoull(optarg, NULL, 10);
		else if (option == 's')
			w->seconds = strtoull(optarg, NULL, 10);
		else if (option == 'w')
			w->words = true;
		else
			return 2;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct wishes w = {0};
	struct chance_stock stock = {.word = fuzz_words};
	struct ar_buf *file;

	if (read_options(&w, argc, argv) != 0)
		return 2;
	if (w.words) {
		print_words();
		return 0;
	}
	stock.texts = (size_t)(argc - optind);
	stock.text = file = ar_alloc(stock.texts * sizeof *file);
	listen_to_signals();
	keep_memory();
	for (size_t i = 0; i < stock.texts; i++) {
		file[i] = read_file(argv[(size_t)optind + i]);
		put(ar_buf_slice(&file[i]));
	}
	printf("%zu files read\n", stock.texts);
	if (w.texts > 0 || w.seconds > 0)
		go_on(&w, &stock);
	for (size_t i = 0; i < stock.texts; i++)
		ar_buf_free(&file[i]);
	free(file);
	return 0;
}
