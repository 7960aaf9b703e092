/*
 * tests/fuzz/csvin.c
 * Purpose: plain records come out at speed as libcsv alone reads them.
 *
 *	csvin [-s SECONDS] [FILE...]
 *
 * Each file is read by libcsv alone, and with each way to find masks: what
 * comes out, records and messages, must be the same.  -s goes on with texts
 * of chance, some made of the files' pieces.  A difference ends with 1 and
 * leaves the text behind, in a file that is named.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "libar/csvin.h"
#include "libar/mem.h"

enum { TEXT_MAX = 200 * 1024 };

/* How a text is read: by libcsv alone where masks is NULL. */
struct way {
	ar_masks masks;
	char delimiter;
};

static void
add_row(struct ar_buf *got, const struct ar_row *row)
{
	ar_buf_addf(got, "%" PRIu64 " %d %u", row->at.line, row->many_lines,
	    row->n);
	for (uint32_t i = 0; i < row->n; i++) {
		ar_buf_add(got, AR_S("\001"));
		ar_buf_add(got, ar_row_get(row, i));
	}
	ar_buf_add(got, AR_S("\002"));
	ar_buf_add(got, row->raw);
	ar_buf_add(got, AR_S("\003"));
}

/* All records and refusals of a descriptor, which is closed. */
static void
dump(struct ar_buf *got, int fd, const struct way *way)
{
	struct ar_diag *diag = ar_diag_new("csvin");
	struct ar_csvin *csv;
	struct ar_row row;
	int result;

	ar_diag_hush(diag);
	csv = ar_csvin_over(fd, ar_diag_file(diag, "in"), UINT64_MAX, diag);
	ar_csvin_use(csv, way->masks);
	if (way->delimiter != ',')
		ar_csvin_delimit(csv, way->delimiter);
	while ((result = ar_csvin_next(csv, &row)) == AR_ITEM ||
	    result == AR_EDATA) {
		add_row(got, &row);
		if (result == AR_EDATA)
			ar_buf_addf(got, "%d %" PRIu64,
			    (int)ar_diag_last(diag)->msg,
			    ar_diag_last(diag)->at.line);
	}
	ar_buf_addf(got, "end %d %d", result, (int)ar_diag_status(diag));
	ar_csvin_close(csv);
	ar_diag_free(diag);
}

static int
memory_file(struct ar_slice text)
{
	int fd = memfd_create("text", MFD_CLOEXEC);

	if (fd < 0 || write(fd, text.p, text.n) != (ssize_t)text.n ||
	    lseek(fd, 0, SEEK_SET) != 0) {
		perror("csvin");
		exit(3);
	}
	return fd;
}

static int
save(struct ar_slice text)
{
	char path[] = "/tmp/csvin.XXXXXX";
	int fd = mkstemp(path);

	if (fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n)
		printf("%s: read differently\n", path);
	return 1;
}

/* 0: read the same by all. */
static int
compare(struct ar_slice text, char delimiter)
{
	struct ar_buf want = {0}, got = {0};
	struct way way = {NULL, delimiter};
	int status = 0;

	dump(&want, memory_file(text), &way);
	for (unsigned n = 0; (way.masks = ar_masks_number(n)) != NULL; n++) {
		got.n = 0;
		dump(&got, memory_file(text), &way);
		if (!ar_slice_eq(ar_buf_slice(&want), ar_buf_slice(&got)))
			status = save(text);
	}
	ar_buf_free(&want);
	ar_buf_free(&got);
	return status;
}

static size_t
chance(size_t below)
{
	return below == 0 ? 0 : (size_t)random() % below;
}

/* What CSV is made of, more or less often by the text. */
static void
add_chances(struct ar_buf *text)
{
	static const char *const piece[] = {
		"\n", ",", "\"", "a", "\r\n", "\"\"", "\",\"", "\"\n\"", "\r",
		"\xef\xbb\xbf", AR_ROW_INCOMPLETE, ";", "\n\n", " ", "\xc3\xa4",
		"\x80", "bc\"d", "abcdefghijklmnopqrstuvwxyz", "1.00,EUR,,",
		",,,,,,,,,,,,", "\n\"x\"\"y\",", "2026-11-20,\"A, B\"\n",
	};
	size_t kinds = 2 + chance(sizeof piece / sizeof *piece - 1);
	size_t n = chance(4) == 0 ? chance(20000) : chance(60);

	while (n-- > 0) {
		size_t which = chance(chance(2) == 0 ? 3 : kinds);

		if (chance(2000) == 0)
			ar_buf_add(text, AR_S("\0"));
		ar_buf_add(text, ar_slice_of(piece[which]));
	}
}

/* A stretch of one of the files, as it is or with one byte changed. */
static void
add_stretch(struct ar_buf *text, const struct ar_buf *file, size_t nfiles)
{
	const struct ar_buf *from = &file[chance(nfiles)];
	size_t at = chance(from->n), n = chance(from->n - at + 1);

	if (n == 0)
		return;
	ar_buf_add(text, ar_slice(from->p + at, n));
	if (chance(2) == 0)
		text->p[text->n - 1 - chance(n)] = "\",\n\rx"[chance(5)];
}

static int
go_on(const struct ar_buf *file, size_t nfiles, time_t seconds)
{
	time_t end = time(NULL) + seconds;
	uint64_t texts = 0;
	int status = 0;

	for (; status == 0 && time(NULL) < end; texts++) {
		struct ar_buf text = {0};

		if (chance(2) == 0)
			ar_buf_add(&text, AR_S("a,b,c\n"));
		for (size_t parts = 1 + chance(4); parts > 0 &&
		    text.n < TEXT_MAX; parts--) {
			if (nfiles > 0 && chance(2) == 0)
				add_stretch(&text, file, nfiles);
			else
				add_chances(&text);
		}
		status = compare(ar_buf_slice(&text),
		    chance(8) == 0 ? ';' : ',');
		ar_buf_free(&text);
	}
	printf("%" PRIu64 " texts of chance read\n", texts);
	return status;
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

int
main(int argc, char **argv)
{
	int option, status = 0, nfiles;
	long seconds = 0;
	struct ar_buf *file;

	while ((option = getopt(argc, argv, "s:")) != -1) {
		if (option != 's')
			return 2;
		seconds = strtol(optarg, NULL, 10);
	}
	nfiles = argc - optind;
	file = ar_alloc((size_t)nfiles * sizeof *file);
	for (int i = 0; i < nfiles; i++) {
		file[i] = read_file(argv[optind + i]);
		status |= compare(ar_buf_slice(&file[i]), ',');
		status |= compare(ar_buf_slice(&file[i]), ';');
	}
	printf("%d files read\n", nfiles);
	srandom((unsigned)time(NULL));
	if (status == 0 && seconds > 0)
		status = go_on(file, (size_t)nfiles, seconds);
	for (int i = 0; i < nfiles; i++)
		ar_buf_free(&file[i]);
	free(file);
	return status;
}
