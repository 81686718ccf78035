// SPDX-License-Identifier: BSD-3-Clause
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { MIN_WIDTH = 40, MAX_WIDTH = 10000, PLAIN_WIDTH = 100 };
enum { MIN_HEIGHT = 12, MAX_HEIGHT = 1000, PLAIN_HEIGHT = 30 };

/* A variable's value, "" if unset. */
static const char *env(const char *name)
{
    const char *const value = getenv(name);

    return value != NULL ? value : "";
}

/* The first of LC_ALL, `category` and LANG that is set to something. */
static const char *locale(const char *category)
{
    const char *const names[] = {"LC_ALL", category, "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *const value = env(names[i]);

        if (*value != '\0')
            return value;
    }
    return "";
}

static bool is_c(const char *name)
{
    return strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
}

const char *message_locale(void)
{
    const char *const name = locale("LC_MESSAGES");
    const char *const languages = env("LANGUAGE");

    /* LANGUAGE is a list of preferences, and counts only beside a real locale. */
    if (*name == '\0' || is_c(name) || *languages == '\0')
        return name;
    return languages;
}

bool use_color(enum color_when when)
{
    const char *const force = env("CLICOLOR_FORCE");

    if (when != COLOR_AUTO)
        return when == COLOR_ALWAYS;
    if (*env("NO_COLOR") != '\0')
        return false;
    if (*force != '\0' && strcmp(force, "0") != 0)
        return true;
    return isatty(STDOUT_FILENO) == 1 && *env("TERM") != '\0' && strcmp(env("TERM"), "dumb") != 0;
}

static unsigned clamp(unsigned long width)
{
    if (width < MIN_WIDTH)
        return MIN_WIDTH;
    return width > MAX_WIDTH ? MAX_WIDTH : (unsigned)width;
}

unsigned output_width(void)
{
    const unsigned long columns = strtoul(env("COLUMNS"), NULL, 10);
    struct winsize size = {0};

    if (columns != 0)
        return clamp(columns);
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0)
        return clamp(size.ws_col);
    return PLAIN_WIDTH;
}

unsigned output_height(void)
{
    const unsigned long lines = strtoul(env("LINES"), NULL, 10);
    struct winsize size = {0};

    if (lines == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row != 0)
        return size.ws_row < MIN_HEIGHT ? MIN_HEIGHT : size.ws_row;
    if (lines == 0 || lines > MAX_HEIGHT)
        return PLAIN_HEIGHT;
    return lines < MIN_HEIGHT ? MIN_HEIGHT : (unsigned)lines;
}

bool ascii_only(void)
{
    const char *const name = locale("LC_CTYPE");
    const char *const charset = strchr(name, '.');

    if (charset == NULL)
        return is_c(name);
    return strncasecmp(charset, ".utf-8", 6) != 0 && strncasecmp(charset, ".utf8", 5) != 0;
}

int32_t local_utc_offset(void)
{
    const time_t now = time(NULL);
    struct tm local;

    return localtime_r(&now, &local) != NULL ? (int32_t)local.tm_gmtoff : 0;
}
