/*
 * tests/unit/test_statefile.c
 * Purpose: one writer at a time, whole lines only, all of them or none.
 */
#include "libar/statefile.h"

#include <errno.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>

#include "tests/unit/scratch.h"

static struct ar_diag *diag;
static struct ar_spool *spool;

/*
 * What a test makes of the system; the functions below stand before those of
 * libc.
 */
static struct {
	void (*before_lock)(void);
	bool stutters;          /* interrupted every other time, then a part */
	int sync_fails;         /* with this errno */
	unsigned files_synced, folders_synced;
} system_is;

int
flock(int fd, int how)
{
	if (system_is.before_lock != NULL)
		system_is.before_lock();
	return (int)syscall(SYS_flock, fd, how);
}

static size_t
stutter(size_t n)
{
	static bool turn;

	turn = system_is.stutters && !turn;
	errno = EINTR;
	return turn ? 0 : system_is.stutters && n > 1 ? n / 2 : n;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	n = stutter(n);
	return n == 0 ? -1 : syscall(SYS_write, fd, bytes, n);
}

ssize_t
pread(int fd, void *bytes, size_t n, off_t at)
{
	n = stutter(n);
	return n == 0 ? -1 : syscall(SYS_pread64, fd, bytes, n, at);
}

int
fsync(int fd)
{
	struct stat st;

	assert_int_equal(fstat(fd, &st), 0);
	if (S_ISDIR(st.st_mode))
		system_is.folders_synced++;
	else
		system_is.files_synced++;
	errno = system_is.sync_fails;
	return errno == 0 ? 0 : -1;
}

static int
begin(void **state)
{
	memset(&system_is, 0, sizeof system_is);
	diag = ar_diag_new("t");
	spool = ar_spool_new(diag);
	return scratch_make(state);
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_spool_free(spool);
	ar_diag_free(diag);
	return scratch_remove(state);
}

/* As the journal opens it. */
static int
try_open(struct ar_statefile **s, const char *path,
    enum ar_statefile_mode mode, struct ar_diag *to)
{
	const struct ar_statefile_wish wish = {.mode = mode, .bits = 0666,
	    .missing = mode == AR_STATEFILE_WRITE ? "--create makes it" :
	    NULL};

	return ar_statefile_open(s, path, &wish, to);
}

static struct ar_statefile *
open_mode(const char *path, enum ar_statefile_mode mode)
{
	struct ar_statefile *s;

	assert_int_equal(try_open(&s, path, mode, diag), AR_OK);
	return s;
}

static void
expect_file(const char *path, const char *want)
{
	struct ar_buf got = scratch_read(path);

	ar_buf_add(&got, AR_S("\0"));
	assert_string_equal(got.p, want);
	ar_buf_free(&got);
}

/* It is not opened, for this reason. */
static void
refused(const char *path, enum ar_statefile_mode mode, const char *message,
    enum ar_exit status)
{
	struct ar_diag *own = ar_diag_new("t");
	struct ar_statefile *s;
	char want[256];

	scratch_listen();
	assert_int_equal(try_open(&s, path, mode, own), AR_ESTOP);
	(void)snprintf(want, sizeof want, "t: %s: %s\n", path, message);
	assert_string_equal(scratch_heard(), want);
	assert_int_equal(ar_diag_status(own), status);
	(void)scratch_stop(NULL);
	ar_diag_free(own);
}

static int
append(struct ar_statefile *s, const char *rows)
{
	assert_int_equal(ar_spool_clear(spool), AR_OK);
	assert_int_equal(ar_spool_add(spool, ar_slice_of(rows)), AR_OK);
	return ar_statefile_append(s, spool);
}

static const struct {
	const char *before;
	uint64_t size;
	bool blank;
	const char *after;      /* when "x\n" was appended */
} rows[] = {
	{"", 0, true, "x\n"},
	{"\n", 1, true, "\nx\n"},
	{"\n\n", 2, true, "\n\nx\n"},
	{"a\n", 2, false, "a\nx\n"},
	{"a\n\n", 3, true, "a\n\nx\n"},
	{"a\n\nb\n", 5, false, "a\n\nb\nx\n"},
	{"a", 0, true, "x\n"},
	{"a\nb", 2, false, "a\nx\n"},
	{"a\n\nb", 3, true, "a\n\nx\n"},
	{"\nb", 1, true, "\nx\n"},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const char *path = scratch_write("s",
		    ar_slice_of(rows[i].before));

		for (int writes = 0; writes < 2; writes++) {
			struct ar_statefile *s = open_mode(path, writes ?
			    AR_STATEFILE_WRITE : AR_STATEFILE_READ);
			bool blank;

			assert_int_equal(ar_statefile_size(s), rows[i].size);
			assert_int_equal(ar_statefile_ends_blank(s, &blank),
			    AR_OK);
			assert_int_equal(blank, rows[i].blank);
			ar_statefile_close(s);
			expect_file(path, rows[i].before);
		}
	}
}

static void
test_append(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const char *path = scratch_write("s",
		    ar_slice_of(rows[i].before));
		struct ar_statefile *s = open_mode(path, AR_STATEFILE_WRITE);
		bool blank;

		assert_int_equal(append(s, "x\n"), AR_OK);
		expect_file(path, rows[i].after);
		assert_int_equal(ar_statefile_size(s),
		    strlen(rows[i].after));
		assert_int_equal(ar_statefile_ends_blank(s, &blank), AR_OK);
		assert_false(blank);
		assert_int_equal(append(s, "\n"), AR_OK);
		assert_int_equal(ar_statefile_ends_blank(s, &blank), AR_OK);
		assert_true(blank);
		assert_int_equal(append(s, ""), AR_OK);
		assert_int_equal(ar_statefile_size(s),
		    strlen(rows[i].after) + 1);
		ar_statefile_close(s);
	}
}

/* The last newline is found over more than one block. */
static void
test_long_tail(void **state)
{
	static const size_t tails[] = {4095, 4096, 4097, 8192, 20000};
	char *text = ar_alloc(20002);

	(void)state;
	memset(text, 'x', 20002);
	text[1] = '\n';
	for (size_t i = 0; i < 2 * ROWS(tails); i++) {
		size_t skip = i % 2 * 2, n = 2 - skip + tails[i / 2];
		struct ar_statefile *s = open_mode(scratch_write("s",
		    ar_slice(text + skip, n)), AR_STATEFILE_READ);

		assert_int_equal(ar_statefile_size(s), 2 - skip);
		ar_statefile_close(s);
	}
	free(text);
}

static const struct {
	const char *file, *text;
	bool tears;
} torn[] = {
	{"", "abc", true}, {"a", "abc", true}, {"ab", "abc", true},
	{"abc", "abc", true}, {"abcd", "abc", false}, {"b", "abc", false},
	{"aB", "abc", false}, {"abd", "abc", false}, {"", "", true},
	{"a", "", false},
	{"abc\n", "abc", true}, {"x\n", "abc", true},
	{"x\nab", "abc", true}, {"abc\nx", "abc", false},
	{"abc\nabc\n\nabc", "abc", true}, {"\nb", "abc", false},
};

static bool
tears(const struct ar_statefile *s, struct ar_slice text)
{
	bool so = false;

	assert_int_equal(ar_statefile_tears(s, text, &so), AR_OK);
	return so;
}

static void
test_tears(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(torn); i++) {
		const char *path = scratch_write("s",
		    ar_slice_of(torn[i].file));
		struct ar_statefile *s = open_mode(path, AR_STATEFILE_READ);

		if (tears(s, ar_slice_of(torn[i].text)) !=
		    torn[i].tears)
			fail_msg("'%s'", torn[i].file);
		ar_statefile_close(s);
		expect_file(path, torn[i].file);
	}
}

/* A read that is interrupted is made again. */
static void
test_tears_interrupted(void **state)
{
	struct ar_statefile *s = open_mode(scratch_write("s", AR_S("abc")),
	    AR_STATEFILE_READ);

	(void)state;
	system_is.stutters = true;
	for (int i = 0; i < 2; i++)
		assert_true(tears(s, AR_S("abcd")));
	ar_statefile_close(s);
}

/* Longer than what is read at once, and another byte at each end of it. */
static void
test_tears_long(void **state)
{
	static const size_t sizes[] = {255, 256, 257, 511, 512, 513, 1000};
	char text[1000], file[1002] = "a\n";

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i % 23);
	for (size_t i = 0; i < ROWS(sizes); i++)
		for (size_t change = 0; change < 2; change++) {
			struct ar_statefile *s;

			memcpy(file + 2, text, sizes[i]);
			file[1 + sizes[i]] = (char)(file[1 + sizes[i]] -
			    (int)change * 32);
			s = open_mode(scratch_write("s", ar_slice(file,
			    2 + sizes[i])), AR_STATEFILE_WRITE);
			assert_int_equal(tears(s, ar_slice(text,
			    sizeof text)), change == 0);
			assert_false(tears(s, ar_slice(text,
			    sizes[i] - 1)));
			ar_statefile_close(s);
		}
}

static void
test_cut(void **state)
{
	const char *path = scratch_write("s", AR_S("a\nb\nc\ntorn"));
	struct ar_statefile *s = open_mode(path, AR_STATEFILE_WRITE);

	(void)state;
	assert_int_equal(ar_statefile_cut(s, 4), AR_OK);
	assert_int_equal(ar_statefile_size(s), 4);
	expect_file(path, "a\nb\n");
	assert_int_equal(append(s, "d\n"), AR_OK);
	expect_file(path, "a\nb\nd\n");
	assert_int_equal(ar_statefile_cut(s, 6), AR_OK);
	expect_file(path, "a\nb\nd\n");
	assert_int_equal(ar_statefile_cut(s, 0), AR_OK);
	expect_file(path, "");
	ar_statefile_close(s);
}

static void
test_create(void **state)
{
	const char *path = scratch_path("new");
	mode_t before = umask(027);
	struct ar_statefile *s = open_mode(path, AR_STATEFILE_CREATE);
	struct stat st;

	(void)state;
	(void)umask(before);
	assert_int_equal(system_is.folders_synced, 1);
	assert_int_equal(ar_statefile_size(s), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	assert_int_equal(append(s, "a\n"), AR_OK);
	ar_statefile_close(s);
	s = open_mode(path, AR_STATEFILE_CREATE);
	assert_int_equal(ar_statefile_size(s), 2);
	assert_int_equal(append(s, "b\n"), AR_OK);
	assert_int_equal(system_is.folders_synced, 1);
	assert_int_equal(system_is.files_synced, 2);
	ar_statefile_close(s);
	expect_file(path, "a\nb\n");
	assert_string_equal(ar_diag_file_name(diag,
	    ar_statefile_file(s = open_mode(path, AR_STATEFILE_READ))), path);
	ar_statefile_close(s);
	ar_statefile_close(NULL);
}

/* A name without a folder is one in the working directory. */
static void
test_create_here(void **state)
{
	int here = open(".", O_RDONLY | O_DIRECTORY);

	(void)state;
	assert_int_equal(chdir(scratch_folder), 0);
	ar_statefile_close(open_mode("new", AR_STATEFILE_CREATE));
	assert_int_equal(system_is.folders_synced, 1);
	assert_int_equal(fchdir(here), 0);
	(void)close(here);
	expect_file(scratch_path("new"), "");
}

static void
test_missing(void **state)
{
	char below[128];

	(void)state;
	refused(scratch_path("none"), AR_STATEFILE_READ,
	    "No such file or directory [cannot-open]", AR_EXIT_IO);
	refused(scratch_path("none"), AR_STATEFILE_WRITE, "No such file or "
	    "directory; --create makes it [cannot-open]", AR_EXIT_IO);
	(void)snprintf(below, sizeof below, "%s/none/s", scratch_folder);
	refused(below, AR_STATEFILE_CREATE,
	    "No such file or directory [cannot-open]", AR_EXIT_IO);
	(void)snprintf(below, sizeof below, "%s/file/s", scratch_folder);
	(void)scratch_write("file", AR_S(""));
	refused(below, AR_STATEFILE_WRITE, "Not a directory [cannot-open]",
	    AR_EXIT_IO);
	assert_int_equal(scratch_count(), 1);
}

static void
bind_socket(const char *path)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)snprintf(name.sun_path, sizeof name.sun_path, "%s", path);
	assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof name), 0);
	(void)close(fd);
}

static void
test_no_regular_file(void **state)
{
	static const char want[] = "not a regular file; the lock and the "
	    "order of its rows need one [not-a-file]";
	const char *target = scratch_write("target", AR_S("a\n"));
	static const char *const names[] = {
		"link", "loose", "pipe", "socket", ".",
	};

	(void)state;
	assert_int_equal(symlink(target, scratch_path("link")), 0);
	assert_int_equal(symlink("nowhere", scratch_path("loose")), 0);
	assert_int_equal(mkfifo(scratch_path("pipe"), 0600), 0);
	bind_socket(scratch_path("socket"));
	for (size_t i = 0; i < ROWS(names); i++) {
		const char *path = scratch_path(names[i]);

		refused(path, AR_STATEFILE_READ, want, AR_EXIT_IO);
		refused(path, AR_STATEFILE_WRITE, want, AR_EXIT_IO);
		refused(path, AR_STATEFILE_CREATE, want, AR_EXIT_IO);
	}
	refused("/dev/null", AR_STATEFILE_WRITE, want, AR_EXIT_IO);
	assert_int_equal(scratch_count(), 5);
}

static void
test_locked(void **state)
{
	static const struct {
		enum ar_statefile_mode first, second;
		bool good;
	} pairs[] = {
		{AR_STATEFILE_READ, AR_STATEFILE_READ, true},
		{AR_STATEFILE_READ, AR_STATEFILE_WRITE, false},
		{AR_STATEFILE_READ, AR_STATEFILE_CREATE, false},
		{AR_STATEFILE_WRITE, AR_STATEFILE_READ, false},
		{AR_STATEFILE_WRITE, AR_STATEFILE_WRITE, false},
		{AR_STATEFILE_CREATE, AR_STATEFILE_WRITE, false},
	};
	const char *path = scratch_write("s", AR_S("a\n"));

	(void)state;
	for (size_t i = 0; i < ROWS(pairs); i++) {
		struct ar_statefile *s = open_mode(path, pairs[i].first);

		if (pairs[i].good)
			ar_statefile_close(open_mode(path, pairs[i].second));
		else
			refused(path, pairs[i].second, "in use by another "
			    "run; try again when it has ended [in-use]",
			    AR_EXIT_BUSY);
		ar_statefile_close(s);
		ar_statefile_close(open_mode(path, AR_STATEFILE_WRITE));
	}
}

/* The lock of a program that was killed is gone with it. */
static void
test_holder_dies(void **state)
{
	const char *path = scratch_write("s", AR_S("a\n"));
	int ready[2];
	char byte;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		(void)open_mode(path, AR_STATEFILE_WRITE);
		scratch_put(ready[1], AR_S("x"));
		(void)pause();
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	refused(path, AR_STATEFILE_WRITE, "in use by another run; try again "
	    "when it has ended [in-use]", AR_EXIT_BUSY);
	assert_int_equal(kill(child, SIGKILL), 0);
	(void)waitpid(child, NULL, 0);
	ar_statefile_close(open_mode(path, AR_STATEFILE_WRITE));
	(void)close(ready[0]);
	(void)close(ready[1]);
}

static void
replace_file(void)
{
	assert_int_equal(rename(scratch_path("other"), scratch_path("s")), 0);
}

static void
remove_file(void)
{
	assert_int_equal(unlink(scratch_path("s")), 0);
}

static void
test_replaced_before_the_lock(void **state)
{
	static void (*const events[])(void) = {replace_file, remove_file};

	(void)state;
	for (size_t i = 0; i < ROWS(events); i++) {
		const char *path = scratch_write("s", AR_S("a\n"));

		(void)scratch_write("other", AR_S("b\n"));
		system_is.before_lock = events[i];
		refused(path, AR_STATEFILE_WRITE, "in use by another run; "
		    "try again when it has ended [in-use]", AR_EXIT_BUSY);
		system_is.before_lock = NULL;
	}
}

enum { MOST = 5000, TOO_MUCH = 3000 };

/*
 * A child may write files of MOST bytes only; part of what it appends fits.
 * Its status is 1 if that failed as it should.
 */
static int
append_limited(const char *path, const char *more, bool ignore)
{
	void (*before)(int) = ignore ? SIG_IGN : SIG_DFL;
	int status;

	if (fork() == 0) {
		struct ar_statefile *s = open_mode(path, AR_STATEFILE_WRITE);
		uint64_t size = ar_statefile_size(s);
		int result;

		(void)signal(SIGXFSZ, before);
		(void)setrlimit(RLIMIT_FSIZE, &(struct rlimit){MOST, MOST});
		result = append(s, more);
		if (signal(SIGXFSZ, SIG_DFL) != before)
			_exit(99);
		if (result == AR_OK)
			_exit(0);
		if (ar_statefile_size(s) != size ||
		    ar_diag_status(diag) != AR_EXIT_IO)
			_exit(98);
		_exit(append(s, "y\n") == AR_OK ? 1 : 97);
	}
	(void)wait(&status);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
test_full(void **state)
{
	const char *path = scratch_path("s");
	char more[2 * TOO_MUCH + 1], two[] = "b\n";

	(void)state;
	for (size_t i = 0; i < 2 * TOO_MUCH; i++)
		more[i] = two[i % 2];
	more[2 * TOO_MUCH] = '\0';
	scratch_listen();
	for (int i = 0; i < 4; i++) {
		(void)scratch_write("s", i < 2 ? AR_S("aa\n") :
		    AR_S("aa\ntorn"));
		assert_int_equal(append_limited(path, more, i % 2 == 0), 1);
		expect_file(path, "aa\ny\n");
		assert_string_equal(scratch_code(), "cannot-write");
	}
	more[TOO_MUCH] = '\0';
	assert_int_equal(append_limited(path, more, true), 0);
	assert_int_equal(scratch_count(), 1);
}

static void
test_interrupted(void **state)
{
	const char *path = scratch_write("s", AR_S("a\ntorn line"));
	struct ar_statefile *s;
	bool blank;

	(void)state;
	system_is.stutters = true;
	s = open_mode(path, AR_STATEFILE_WRITE);
	assert_int_equal(ar_statefile_size(s), 2);
	assert_int_equal(append(s, "12345\n6789\n"), AR_OK);
	assert_int_equal(ar_statefile_ends_blank(s, &blank), AR_OK);
	assert_false(blank);
	ar_statefile_close(s);
	expect_file(path, "a\n12345\n6789\n");
}

/* Rows that may not last are taken back; some systems cannot sync at all. */
static void
test_sync_fails(void **state)
{
	const char *path = scratch_write("s", AR_S("a\n"));
	struct ar_statefile *s = open_mode(path, AR_STATEFILE_WRITE);

	(void)state;
	scratch_listen();
	system_is.sync_fails = EIO;
	assert_int_equal(append(s, "b\n"), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-write");
	expect_file(path, "a\n");
	(void)scratch_stop(NULL);
	refused(scratch_path("new"), AR_STATEFILE_CREATE,
	    "Input/output error [cannot-write]", AR_EXIT_IO);
	system_is.sync_fails = EINVAL;
	assert_int_equal(append(s, "b\n"), AR_OK);
	expect_file(path, "a\nb\n");
	ar_statefile_close(s);
	ar_statefile_close(open_mode(scratch_path("fresh"),
	    AR_STATEFILE_CREATE));
}

/* What the spool cannot give back is not in the file either. */
static void
test_spool_fails(void **state)
{
	const char *path = scratch_write("s", AR_S("a\n"));
	struct ar_statefile *s = open_mode(path, AR_STATEFILE_WRITE);
	char *large = ar_alloc(AR_SPOOL_MEMORY + 1);

	(void)state;
	assert_int_equal(setenv("TMPDIR", "/none", 1), 0);
	scratch_listen();
	assert_int_equal(ar_spool_add(spool, ar_slice(large,
	    AR_SPOOL_MEMORY + 1)), AR_ESTOP);
	assert_int_equal(ar_statefile_append(s, spool), AR_ESTOP);
	expect_file(path, "a\n");
	assert_int_equal(ar_statefile_size(s), 2);
	assert_int_equal(unsetenv("TMPDIR"), 0);
	ar_statefile_close(s);
	free(large);
}

static void
test_large(void **state)
{
	enum { SIZE = AR_SPOOL_MEMORY + 100 };
	const char *path = scratch_write("s", AR_S("a\n"));
	struct ar_statefile *s = open_mode(path, AR_STATEFILE_WRITE);
	char *large = ar_alloc(SIZE);
	struct ar_buf got;

	(void)state;
	for (size_t i = 0; i < SIZE; i++)
		large[i] = i % 61 == 60 || i == SIZE - 1 ? '\n' :
		    (char)('0' + i % 61);
	assert_int_equal(ar_spool_add(spool, ar_slice(large, SIZE)), AR_OK);
	assert_int_equal(ar_statefile_append(s, spool), AR_OK);
	assert_int_equal(ar_statefile_size(s), SIZE + 2);
	got = scratch_read(path);
	assert_int_equal(got.n, SIZE + 2);
	assert_memory_equal(got.p + 2, large, SIZE);
	ar_buf_free(&got);
	ar_statefile_close(s);
	free(large);
}

static void
test_many_at_once(void **state)
{
	enum { CHILDREN = 8 };
	const char *path = scratch_path("shared");
	struct ar_statefile *s;
	int written = 0;

	(void)state;
	scratch_listen();
	for (int i = 0; i < CHILDREN; i++)
		if (fork() == 0) {
			if (try_open(&s, path, AR_STATEFILE_CREATE, diag) !=
			    AR_OK)
				_exit((int)ar_diag_status(diag));
			_exit(append(s, "12345\n") != AR_OK);
		}
	for (int i = 0; i < CHILDREN; i++) {
		int status;

		(void)wait(&status);
		if (status != 0)
			assert_int_equal(WEXITSTATUS(status), AR_EXIT_BUSY);
		written += status == 0;
	}
	assert_true(written > 0);
	s = open_mode(path, AR_STATEFILE_READ);
	assert_int_equal(ar_statefile_size(s), 6 * written);
	ar_statefile_close(s);
}

/* A reader without a lock is in nobody's way, nor anybody in his. */
static void
test_look(void **state)
{
	const char *path = scratch_write("s", AR_S("a\nb\ntorn"));
	struct ar_statefile *writer = open_mode(path, AR_STATEFILE_WRITE);
	struct ar_statefile *s = open_mode(path, AR_STATEFILE_LOOK);
	char bytes[4];

	(void)state;
	assert_int_equal(ar_statefile_size(s), 4);
	assert_int_equal(ar_statefile_end(s), 8);
	assert_true(ar_statefile_is_torn(s));
	assert_int_equal(ar_statefile_get(s, bytes, 4, 3), AR_OK);
	assert_memory_equal(bytes, "\ntor", 4);
	assert_int_equal(ar_statefile_cut(writer, 2), AR_OK);
	assert_int_equal(ar_statefile_get(s, bytes, 2, 1), AR_ITEM);
	assert_int_equal(ar_statefile_measure(s), AR_OK);
	assert_int_equal(ar_statefile_end(s), 2);
	ar_statefile_close(writer);
	ar_statefile_close(open_mode(path, AR_STATEFILE_WRITE));
	ar_statefile_close(s);
	refused(scratch_path("none"), AR_STATEFILE_LOOK,
	    "No such file or directory [cannot-open]", AR_EXIT_IO);
}

/* A log is its owner's alone, whatever the umask. */
static void
test_bits(void **state)
{
	const struct ar_statefile_wish wish = {.mode = AR_STATEFILE_CREATE,
	    .bits = 0600};
	const char *path = scratch_path("private");
	mode_t before = umask(0);
	struct ar_statefile *s;
	struct stat st;

	(void)state;
	assert_int_equal(ar_statefile_open(&s, path, &wish, diag), AR_OK);
	assert_true(ar_statefile_is_new(s));
	(void)umask(before);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	ar_statefile_close(s);
	assert_int_equal(ar_statefile_open(&s, path, &wish, diag), AR_OK);
	assert_false(ar_statefile_is_new(s));
	ar_statefile_close(s);
}

static double
seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A child that holds the lock so long, then does this, and ends. */
static pid_t
hold(const char *path, useconds_t us, void (*at_end)(void))
{
	int ready[2];
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		(void)open_mode(path, AR_STATEFILE_WRITE);
		scratch_put(ready[1], AR_S("x"));
		(void)usleep(us);
		if (at_end != NULL)
			at_end();
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	(void)close(ready[0]);
	(void)close(ready[1]);
	return child;
}

static const struct wait_row {
	useconds_t held;
	int wait;
	void (*at_end)(void);
	bool good;
	double least, most;             /* seconds */
	const char *file;               /* that was opened */
} wait_rows[] = {
	{300000, 5, NULL, true, 0.2, 1.5, "a\n"},
	{300000, 5, replace_file, true, 0.2, 1.5, "b\nc\n"},
	{3000000, 1, NULL, false, 0.9, 2.0, NULL},
	{300000, 0, NULL, false, 0.0, 0.2, NULL},
};

static void
test_wait(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(wait_rows); i++) {
		const struct wait_row *row = &wait_rows[i];
		const struct ar_statefile_wish wish = {
			.mode = AR_STATEFILE_WRITE, .wait = row->wait,
		};
		const char *path = scratch_write("s", AR_S("a\n"));
		struct ar_statefile *s;
		double begin, took;
		pid_t child;
		int result;

		(void)scratch_write("other", AR_S("b\nc\n"));
		child = hold(path, row->held, row->at_end);
		scratch_listen();
		begin = seconds();
		result = ar_statefile_open(&s, path, &wish, diag);
		took = seconds() - begin;
		assert_int_equal(result, row->good ? AR_OK : AR_ESTOP);
		assert_string_equal(scratch_code(), row->good ? "" :
		    "in-use");
		(void)scratch_stop(NULL);
		if (took < row->least || took > row->most)
			fail_msg("row %zu took %f", i, took);
		if (row->good) {
			assert_int_equal(ar_statefile_size(s),
			    strlen(row->file));
			ar_statefile_close(s);
		}
		(void)kill(child, SIGKILL);
		(void)waitpid(child, NULL, 0);
	}
}

static void
on_alarm(int number)
{
	(void)number;
}

/* What the program had made of SIGALRM is as before, and hinders nothing. */
static void
test_wait_leaves_no_trace(void **state)
{
	const struct ar_statefile_wish wish = {.mode = AR_STATEFILE_WRITE,
	    .wait = 1};
	const char *path = scratch_write("s", AR_S("a\n"));
	pid_t child = hold(path, 3000000, NULL);
	struct sigaction now;
	struct itimerval timer;
	struct ar_statefile *s;
	sigset_t alarms, mask;

	(void)state;
	(void)sigemptyset(&alarms);
	(void)sigaddset(&alarms, SIGALRM);
	(void)sigprocmask(SIG_BLOCK, &alarms, NULL);
	(void)signal(SIGALRM, on_alarm);
	scratch_listen();
	assert_int_equal(ar_statefile_open(&s, path, &wish, diag), AR_ESTOP);
	(void)scratch_stop(NULL);
	(void)sigaction(SIGALRM, NULL, &now);
	assert_true(now.sa_handler == on_alarm);
	(void)getitimer(ITIMER_REAL, &timer);
	assert_int_equal(timer.it_value.tv_sec + timer.it_value.tv_usec, 0);
	(void)sigprocmask(SIG_SETMASK, NULL, &mask);
	assert_int_equal(sigismember(&mask, SIGALRM), 1);
	(void)sigprocmask(SIG_UNBLOCK, &alarms, NULL);
	(void)signal(SIGALRM, SIG_DFL);
	(void)kill(child, SIGKILL);
	(void)waitpid(child, NULL, 0);
}

static void
oversleep(void)
{
	double until = seconds() + 1.2;

	system_is.before_lock = NULL;
	while (seconds() < until)
		(void)usleep(10000);
}

/* The time may be over just before the lock is waited for. */
static void
test_late_for_the_alarm(void **state)
{
	const struct ar_statefile_wish wish = {.mode = AR_STATEFILE_WRITE,
	    .wait = 1};
	const char *path = scratch_write("s", AR_S("a\n"));
	pid_t child = hold(path, 4000000, NULL);
	double begin = seconds();
	struct ar_statefile *s;

	(void)state;
	system_is.before_lock = oversleep;
	scratch_listen();
	assert_int_equal(ar_statefile_open(&s, path, &wish, diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "in-use");
	(void)scratch_stop(NULL);
	assert_true(seconds() - begin < 2.5);
	(void)kill(child, SIGKILL);
	(void)waitpid(child, NULL, 0);
}

/* All of them get their turn. */
static void
test_many_wait(void **state)
{
	enum { CHILDREN = 8, EACH = 50 };
	const struct ar_statefile_wish wish = {.mode = AR_STATEFILE_CREATE,
	    .wait = 60, .bits = 0600};
	const char *path = scratch_path("shared");
	struct ar_statefile *s;

	(void)state;
	for (int i = 0; i < CHILDREN; i++)
		if (fork() == 0) {
			for (int j = 0; j < EACH; j++) {
				if (ar_statefile_open(&s, path, &wish, diag) !=
				    AR_OK || append(s, "12345\n") != AR_OK)
					_exit(1);
				ar_statefile_close(s);
			}
			_exit(0);
		}
	for (int i = 0; i < CHILDREN; i++) {
		int status;

		(void)wait(&status);
		assert_int_equal(status, 0);
	}
	s = open_mode(path, AR_STATEFILE_READ);
	assert_int_equal(ar_statefile_size(s), 6 * CHILDREN * EACH);
	ar_statefile_close(s);
}

/* The rows are those of the file that was opened, whatever has its name. */
static void
test_csv(void **state)
{
	static const struct {
		uint64_t limit;
		unsigned rows;
	} limits[] = {{10, 3}, {9, 3}, {6, 2}, {4, 2}, {2, 1}};
	const char *path = scratch_write("s", AR_S("a\nb,c\nd,e\nf"));
	struct ar_statefile *s = open_mode(path, AR_STATEFILE_WRITE);

	(void)state;
	(void)scratch_write("other", AR_S("x\n"));
	replace_file();
	for (size_t i = 0; i < ROWS(limits); i++) {
		struct ar_csvin *csv;
		struct ar_row row;
		unsigned n = 0;

		assert_int_equal(ar_statefile_csv(s, &csv, limits[i].limit),
		    AR_OK);
		while (ar_csvin_next(csv, &row) == AR_ITEM)
			n++;
		ar_csvin_close(csv);
		assert_int_equal(n, limits[i].rows);
	}
	ar_statefile_close(s);
}

static const struct aside_row {
	const char *before, *aside;     /* aside NULL: not there */
	uint64_t from;
	const char *after, *moved;
} aside_rows[] = {
	{"a\nb\nc\ntorn", NULL, 2, "a\n", "b\nc\ntorn"},
	{"a\nb\nc\ntorn", NULL, 6, "a\nb\nc\n", "torn"},
	{"a\nb\nc\n", "", 4, "a\nb\n", "c\n"},
	{"a\nb\nc\n", "x\n", 4, "a\nb\n", "x\nc\n"},
	{"a\nb\nc", "half", 2, "a\n", "half\nb\nc"},
	{"a\nb\n", "x", 0, "", "x\na\nb\n"},
};

static void
test_set_aside(void **state)
{
	const struct ar_statefile_wish wish = {.mode = AR_STATEFILE_WRITE,
	    .bits = 0600};

	(void)state;
	for (size_t i = 0; i < 2 * ROWS(aside_rows); i++) {
		const struct aside_row *row = &aside_rows[i / 2];
		const char *path = scratch_write("s",
		    ar_slice_of(row->before));
		const char *aside = scratch_path("aside");
		struct ar_statefile *s;
		struct stat st;

		(void)unlink(aside);
		if (row->aside != NULL)
			(void)scratch_write("aside", ar_slice_of(row->aside));
		system_is.stutters = i % 2 == 1;
		system_is.files_synced = 0;
		assert_int_equal(ar_statefile_open(&s, path, &wish, diag),
		    AR_OK);
		assert_int_equal(ar_statefile_set_aside(s, row->from, aside),
		    AR_OK);
		system_is.stutters = false;
		assert_int_equal(system_is.files_synced, 1);
		assert_int_equal(ar_statefile_end(s), row->from);
		expect_file(aside, row->moved);
		expect_file(path, row->after);
		assert_int_equal(append(s, "z\n"), AR_OK);
		assert_int_equal(ar_statefile_size(s), row->from + 2);
		ar_statefile_close(s);
		assert_int_equal(stat(aside, &st), 0);
		if (row->aside == NULL)
			assert_int_equal(st.st_mode & 07777, 0600);
	}
}

/* More than is copied at once. */
static void
test_set_aside_long(void **state)
{
	enum { LONG = 40000 };
	struct ar_buf text = {0}, got;
	struct ar_statefile *s;

	(void)state;
	ar_buf_add(&text, AR_S("a\n"));
	for (unsigned i = 0; i < LONG; i += 5)
		ar_buf_addf(&text, "%04u\n", i % 9999);
	s = open_mode(scratch_write("s", ar_buf_slice(&text)),
	    AR_STATEFILE_WRITE);
	assert_int_equal(ar_statefile_set_aside(s, 2, scratch_path("aside")),
	    AR_OK);
	ar_statefile_close(s);
	got = scratch_read(scratch_path("aside"));
	assert_slice(ar_buf_slice(&got), ar_slice(text.p + 2, LONG));
	ar_buf_free(&got);
	ar_buf_free(&text);
}

#define LONG_LINE "0123456789012345678901234567890123456789" \
	"0123456789012345678901234567890123456789012345678901234567\n"

/* What cannot be moved stays. */
static void
test_set_aside_fails(void **state)
{
	static const char *const codes[] = {
		"not-a-file", "not-a-file", "cannot-open", "cannot-write",
		"cannot-write",
	};
	char text[] = "a\n" LONG_LINE LONG_LINE LONG_LINE LONG_LINE "c";
	const char *path = scratch_write("s", ar_slice_of(text));
	struct ar_statefile *s = open_mode(path, AR_STATEFILE_WRITE);

	(void)state;
	assert_int_equal(symlink("s", scratch_path("0")), 0);
	assert_int_equal(mkfifo(scratch_path("1"), 0600), 0);
	for (size_t i = 0; i < ROWS(codes); i++) {
		char name[] = {(char)('0' + (int)i), i == 2 ? '/' : '\0', 'x',
		    '\0'};
		pid_t child;
		int status;

		scratch_listen();
		child = fork();
		if (child == 0) {
			system_is.sync_fails = i == 3 ? EIO : 0;
			if (i == 4)
				(void)setrlimit(RLIMIT_FSIZE,
				    &(struct rlimit){300, 300});
			_exit(ar_statefile_set_aside(s, 2,
			    scratch_path(name)) == AR_ESTOP ? 0 : 1);
		}
		(void)waitpid(child, &status, 0);
		assert_int_equal(status, 0);
		assert_string_equal(scratch_code(), codes[i]);
		(void)scratch_stop(NULL);
		expect_file(path, text);
	}
	ar_statefile_close(s);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_append), TEST(test_long_tail),
		TEST(test_tears), TEST(test_tears_interrupted),
		TEST(test_tears_long),
		TEST(test_cut), TEST(test_create), TEST(test_create_here),
		TEST(test_missing), TEST(test_no_regular_file),
		TEST(test_locked), TEST(test_holder_dies),
		TEST(test_replaced_before_the_lock), TEST(test_full),
		TEST(test_interrupted), TEST(test_sync_fails),
		TEST(test_spool_fails), TEST(test_large),
		TEST(test_many_at_once), TEST(test_look), TEST(test_bits),
		TEST(test_wait), TEST(test_wait_leaves_no_trace),
		TEST(test_many_wait), TEST(test_csv), TEST(test_set_aside),
		TEST(test_set_aside_long), TEST(test_set_aside_fails),
		TEST(test_late_for_the_alarm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
