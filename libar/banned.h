/*
 * libar/banned.h
 * Purpose: functions that bite do not compile.
 *
 * Given to every file by the Makefile, after the system's own headers could
 * have been read, so that only our code is held to it.
 */
#ifndef AR_BANNED_H
#define AR_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#undef alloca
#undef sprintf          /* clang has macros for what _FORTIFY_SOURCE checks */
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok
#pragma GCC poison gets atoi atol atof gmtime localtime asctime ctime
#pragma GCC poison system popen alloca

#endif
