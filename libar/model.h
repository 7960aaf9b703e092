/*
 * libar/model.h
 * Purpose: data as a template sees them: values that have members or items.
 *
 * A value is small and handed about by copy; what it views belongs to the
 * model that made it.  Which values there are, and what they hold, is asked
 * of the model one by one, so that no tree is built.
 */
#ifndef AR_MODEL_H
#define AR_MODEL_H

#include "libar/slice.h"

enum ar_value_kind {
	AR_VALUE_NONE,          /* there is no such name */
	AR_VALUE_FALSE,         /* a condition that does not hold */
	AR_VALUE_TRUE,
	AR_VALUE_TEXT,          /* false where it is empty */
	AR_VALUE_MAP,
	AR_VALUE_LIST           /* of n items; false where it has none */
};

struct ar_value {
	enum ar_value_kind kind;
	struct ar_slice text;   /* of TEXT */
	const void *of;         /* the model's own */
	size_t n;               /* of LIST, else the model's own */
};

struct ar_model {
	/* A member, of any kind of value. */
	struct ar_value (*get)(void *with, const struct ar_value *,
	    struct ar_slice name);
	/* An item of a list. */
	struct ar_value (*item)(void *with, const struct ar_value *,
	    size_t number);
	void *with;
};

static inline struct ar_value
ar_value_text(struct ar_slice text)
{
	return (struct ar_value){AR_VALUE_TEXT, text, NULL, 0};
}

static inline struct ar_value
ar_value_truth(bool truth)
{
	return (struct ar_value){truth ? AR_VALUE_TRUE : AR_VALUE_FALSE,
	    {"", 0}, NULL, 0};
}

static inline struct ar_value
ar_value_none(void)
{
	return (struct ar_value){AR_VALUE_NONE, {"", 0}, NULL, 0};
}

#endif
