/*
 * libar/mail.c
 * Purpose: a mail from the pieces of a template.
 */
#include "libar/mail.h"

#include "libar/escape.h"

void
ar_mail_clear(struct ar_mail *m)
{
	m->head.n = m->from.n = m->body.n = m->about.n = m->name.n = 0;
	m->in_body = m->html = false;
	m->fault = AR_MAIL_FINE;
}

void
ar_mail_release(struct ar_mail *m)
{
	ar_buf_free(&m->head);
	ar_buf_free(&m->from);
	ar_buf_free(&m->body);
	ar_buf_free(&m->about);
	ar_buf_free(&m->name);
}

void
ar_mail_fail(struct ar_mail *m, enum ar_mail_fault fault,
    struct ar_slice about)
{
	if (m->fault != AR_MAIL_FINE)
		return;
	m->fault = fault;
	ar_buf_add(&m->about, about);
}

static void
add_head(struct ar_mail *m, struct ar_slice s, enum ar_mail_of from)
{
	const char mark = (char)from;

	for (size_t i = 0; i < s.n; i++) {
		ar_buf_add(&m->head, ar_slice(s.p + i, 1));
		ar_buf_add(&m->from, ar_slice(&mark, 1));
	}
}

static bool
at_line_begin(const struct ar_mail *m)
{
	return m->head.n == 0 || (m->head.p[m->head.n - 1] == '\n' &&
	    m->from.p[m->from.n - 1] == AR_OF_TEMPLATE);
}

/* Whether the template says that the body is HTML. */
static bool
says_html(const struct ar_mail *m)
{
	struct ar_slice rest = ar_buf_slice(&m->head);

	while (rest.n > 0) {
		struct ar_slice line = ar_slice_cut(&rest, '\n');
		struct ar_slice type = ar_slice_cut(&line, ':');
		const struct ar_slice html = AR_S("text/html");

		line = ar_slice_trim(line);
		if (ar_slice_eq_nocase(type, AR_S("content-type")) &&
		    line.n >= html.n &&
		    ar_slice_eq_nocase(ar_slice(line.p, html.n), html))
			return true;
	}
	return false;
}

void
ar_mail_text(struct ar_mail *m, struct ar_slice s)
{
	while (!m->in_body && s.n > 0) {
		struct ar_slice line = s;

		(void)ar_slice_cut(&s, '\n');
		line.n -= s.n;
		if (line.n > 1 && line.p[line.n - 2] == '\r')
			add_head(m, ar_slice(line.p, line.n - 2),
			    AR_OF_TEMPLATE);
		else if (line.p[line.n - 1] == '\n')
			add_head(m, ar_slice(line.p, line.n - 1),
			    AR_OF_TEMPLATE);
		else {
			add_head(m, line, AR_OF_TEMPLATE);
			return;
		}
		m->in_body = at_line_begin(m);
		add_head(m, AR_S("\n"), AR_OF_TEMPLATE);
		m->html = m->in_body && says_html(m);
	}
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r')
			ar_buf_add(&m->body, ar_slice(s.p + i, 1));
}

static void
add_body(struct ar_mail *m, struct ar_slice value, bool raw)
{
	struct ar_slice rest = value;

	/* Lines of a value end as those of the mail do. */
	while (rest.n > 0) {
		struct ar_slice line = ar_slice_cut(&rest, '\r');

		if (rest.n > 0 && rest.p[0] == '\n')
			rest = ar_slice(rest.p + 1, rest.n - 1);
		if (raw && m->html)
			ar_buf_add(&m->body, line);
		else
			ar_escape_add(&m->body, m->html ? AR_ESCAPE_HTML :
			    AR_ESCAPE_NONE, line);
		if (line.p + line.n < value.p + value.n)
			ar_buf_add(&m->body, AR_S("\n"));
	}
}

void
ar_mail_value(struct ar_mail *m, struct ar_slice name, struct ar_slice value,
    bool raw)
{
	struct ar_buf safe = {0};

	if (m->in_body) {
		add_body(m, value, raw);
		return;
	}
	if (ar_slice_has_break(value)) {
		if (m->fault == AR_MAIL_FINE)
			ar_buf_add(&m->name, name);
		ar_mail_fail(m, AR_MAIL_BREAK, value);
		return;
	}
	ar_escape_add(&safe, AR_ESCAPE_NONE, value);
	for (size_t i = 0; i < safe.n; i++)
		if (safe.p[i] == '\t')
			safe.p[i] = ' ';
	add_head(m, ar_buf_slice(&safe), AR_OF_VALUE);
	ar_buf_free(&safe);
}
