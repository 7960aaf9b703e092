/*
 * libar/control.c
 * Purpose: the control file, one row a run and currency.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "libar/fd.h"
#include "libar/path.h"
#include "libar/statefile.h"
#include "libar/tie.h"

static const char header[] = "tool,as_of,currency,"
    "count_in,count_out,count_settled,count_filtered,count_refused,"
    "amount_in,amount_out,amount_settled,amount_filtered,amount_refused,"
    "debits,credits,status\n";

/* The file while it is locked. */
struct control {
	int fd;
	uint32_t file;
	struct ar_diag *diag;
};

static int
failed(const struct control *c, enum ar_msg msg, const char *why)
{
	ar_diag_say(c->diag, &(struct ar_say){msg, {c->file, 0}, {0}, {why}});
	return AR_ESTOP;
}

static void
add_counts(struct ar_out *o, const struct ar_tie_sums *s)
{
	ar_out_count(o, s->count_in);
	ar_out_count(o, s->count_out);
	ar_out_count(o, s->count_settled);
	ar_out_count(o, s->count_filtered);
	ar_out_count(o, s->count_refused);
}

static void
add_amounts(struct ar_out *o, const struct ar_tie_sums *s,
    const struct ar_ccy *ccy)
{
	const ar_sum amounts[] = {
		s->in, s->printed, s->settled, s->filtered, s->refused,
		s->debits, s->credits,
	};

	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
		(void)ar_out_amount(o, amounts[i], ccy);
}

/* All rows as one piece of text, which the caller frees. */
static struct ar_buf
make_rows(const struct ar_tie *t, const char *tool, ar_day as_of,
    bool with_header)
{
	uint32_t *order = ar_map_sorted(&t->map);
	struct ar_out *o = ar_out_memory();
	struct ar_buf text = {0};

	for (size_t i = 0; i < t->map.n; i++) {
		const struct ar_tie_sums *s = ar_map_value(&t->map, order[i]);
		struct ar_slice code = ar_map_key(&t->map, order[i]);
		struct ar_ccy ccy;

		if (ar_ccy_parse(&ccy, code) != AR_OK)
			abort();
		ar_out_text(o, ar_slice_of(tool));
		ar_out_day(o, as_of);
		ar_out_text(o, code);
		add_counts(o, s);
		add_amounts(o, s, &ccy);
		ar_out_text(o, s->differs ? AR_S("differs") :
		    s->unproven ? AR_S("unproven") : AR_S("ok"));
		ar_out_end_row(o);
	}
	if (with_header)
		ar_buf_add(&text, ar_slice(header, sizeof header - 1));
	ar_buf_add(&text, ar_out_rows(o));
	ar_out_drop(o);
	free(order);
	return text;
}

/* AR_ITEM: the file is empty and wants a header. */
static int
check_header(const struct control *c, off_t size)
{
	char text[sizeof header - 1];
	int result;

	if (size == 0)
		return AR_ITEM;
	result = ar_fd_read_at(c->fd, text, sizeof text, 0);
	if (result == AR_ESTOP)
		return failed(c, AR_M_CANNOT_READ, strerror(errno));
	return result == AR_OK && memcmp(text, header, sizeof text) == 0 ?
	    AR_OK : failed(c, AR_M_BAD_CONTROL, NULL);
}

/* Whether the folder is there and lets a file be made; else errno. */
static bool
may_be_made(const char *path)
{
	char *folder = ar_path_folder_name(path);
	bool may = access(folder, W_OK | X_OK) == 0;

	free(folder);
	return may;
}

int
ar_tie_control_check(const char *path, struct ar_diag *diag)
{
	struct control c = {.diag = diag};
	struct stat st;
	int result;

	c.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (c.fd < 0 && errno == ENOENT && may_be_made(path))
		return AR_OK;
	c.file = ar_diag_file(diag, path);
	if (c.fd < 0 || fstat(c.fd, &st) != 0)
		return failed(&c, AR_M_CANNOT_OPEN, strerror(errno));
	result = S_ISREG(st.st_mode) ? check_header(&c, st.st_size) :
	    failed(&c, AR_M_BAD_CONTROL, NULL);
	(void)!close(c.fd);
	return result == AR_ESTOP ? AR_ESTOP : AR_OK;
}

static int
append(const struct control *c, struct ar_slice rows, off_t at)
{
	if (ar_fd_write_at(c->fd, rows, at) != AR_OK) {
		int why = errno;

		(void)!ftruncate(c->fd, at);
		return failed(c, AR_M_CANNOT_WRITE, strerror(why));
	}
	return fsync(c->fd) == 0 || errno == EINVAL ? AR_OK :
	    failed(c, AR_M_CANNOT_WRITE, strerror(errno));
}

static int
add_rows(const struct control *c, const struct ar_tie *t, const char *tool,
    ar_day as_of)
{
	struct ar_buf rows;
	struct stat st;
	off_t end;
	int result;

	if (flock(c->fd, LOCK_EX) != 0 || fstat(c->fd, &st) != 0)
		return failed(c, AR_M_CANNOT_WRITE, strerror(errno));
	end = st.st_size;
	if (!ar_statefile_whole_lines(c->fd, &end) ||
	    (end < st.st_size && ftruncate(c->fd, end) != 0))
		return failed(c, AR_M_CANNOT_WRITE, strerror(errno));
	result = check_header(c, end);
	if (result == AR_ESTOP)
		return AR_ESTOP;
	rows = make_rows(t, tool, as_of, result == AR_ITEM);
	result = append(c, ar_buf_slice(&rows), end);
	ar_buf_free(&rows);
	return result;
}

int
ar_tie_control(const struct ar_tie *t, const char *path, const char *tool,
    ar_day as_of, struct ar_diag *diag)
{
	struct control c = {.diag = diag};
	int result;

	c.file = ar_diag_file(diag, path);
	c.fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (c.fd < 0)
		return failed(&c, AR_M_CANNOT_OPEN, strerror(errno));
	result = add_rows(&c, t, tool, as_of);
	if (close(c.fd) != 0 && result == AR_OK)
		return failed(&c, AR_M_CANNOT_WRITE, strerror(errno));
	return result;
}
