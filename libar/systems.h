/*
 * libar/systems.h
 * Purpose: the systems whose exports are known, each by a map.
 *
 * The maps are the files of libar/systems, in the form of ar-import(5); the
 * build puts their texts here.  No system has code of its own.
 */
#ifndef AR_SYSTEMS_H
#define AR_SYSTEMS_H

struct ar_system {
	const char *name, *text;
};

/* By name; the last has none. */
extern const struct ar_system ar_systems[];

#endif
