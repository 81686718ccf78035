// SPDX-License-Identifier: BSD-3-Clause
#include "dump_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <tcplens/tcplens.h>

#include "complain.h"

/* Counting through the interfaces: to the one `wanted` (from 1), if any. */
struct walk {
    unsigned long wanted, n;
    char *name;
};

static void print_device(void *ctx, const struct tcplens_device *d)
{
    struct walk *const w = ctx;

    printf("%lu.%s", ++w->n, d->name);
    if (d->description[0] != '\0')
        printf(" (%s)", d->description);
    printf(" [%s]\n", d->flags);
}

static void pick_device(void *ctx, const struct tcplens_device *d)
{
    struct walk *const w = ctx;

    if (++w->n == w->wanted)
        (void)snprintf(w->name, 64, "%s", d->name);
}

static bool walk_devices(tcplens_device_fn *fn, struct walk *w)
{
    struct tcplens_error err;

    if (tcplens_list_devices(fn, w, &err) == TCPLENS_OK)
        return true;
    complain("%s", err.text);
    return false;
}

bool dump_list_interfaces(void)
{
    return walk_devices(print_device, &(struct walk){0});
}

bool dump_find_interface(const char *wanted, char out[64])
{
    struct walk w = {.wanted = 1, .name = out};
    char *end = NULL;

    out[0] = '\0';
    if (wanted != NULL) {
        w.wanted = strtoul(wanted, &end, 10);
        if (wanted[0] < '0' || wanted[0] > '9' || *end != '\0') {
            (void)snprintf(out, 64, "%s", wanted);
            return true;
        }
    }
    if (!walk_devices(pick_device, &w))
        return false;
    if (out[0] == '\0')
        complain("Invalid adapter index: -D shows %lu interfaces", w.n);
    return out[0] != '\0';
}

/* The title of a list, said with the first of its lines; @what is NULL after that. */
struct title {
    const char *what, *interface;
    char option;
};

static void print_choice(void *ctx, const char *name, const char *description)
{
    struct title *const title = ctx;
    uint16_t link_type;
    bool unprintable;

    if (title->what != NULL)
        remark("%s for %s (use option -%c to set):", title->what, title->interface, title->option);
    title->what = NULL;
    unprintable = title->option == 'y' && tcplens_find_link_type(name, &link_type) &&
                  !tcplens_prints_link_type(link_type);
    (void)fprintf(stderr, "  %s (%s)%s\n", name, description,
                  unprintable ? " (printing not supported)" : "");
}

bool dump_list_link_types(const char *interface, bool monitor)
{
    struct tcplens_error err;
    char name[64];

    if (!dump_find_interface(interface, name))
        return false;
    if (tcplens_list_link_types(name, monitor, print_choice,
                                &(struct title){"Data link types", name, 'y'}, &err) == TCPLENS_OK)
        return true;
    complain("%s", err.text);
    return false;
}

bool dump_list_timestamps(const char *interface)
{
    struct tcplens_error err;
    char name[64];

    if (!dump_find_interface(interface, name))
        return false;
    if (tcplens_list_timestamps(name, print_choice, &(struct title){"Time stamp types", name, 'j'},
                                &err) == TCPLENS_OK)
        return true;
    complain("%s", err.text);
    return false;
}

struct wish {
    const char *type;
    bool granted;
};

static void compare_choice(void *ctx, const char *name, const char *description)
{
    struct wish *const wish = ctx;

    (void)description;
    wish->granted = wish->granted || strcasecmp(name, wish->type) == 0;
}

void dump_check_timestamps(const char *interface, const char *type)
{
    struct wish wish = {.type = type};
    struct tcplens_error err;

    /* An interface that cannot be asked cannot be opened either, and that is said then. */
    if (tcplens_list_timestamps(interface, compare_choice, &wish, &err) == TCPLENS_OK &&
        !wish.granted)
        complain("WARNING: When trying to set timestamp type '%s' on %s: That type of time stamp "
                 "is not supported by that device",
                 type, interface);
}

bool dump_find_link_type(const char *name, uint16_t *ret)
{
    if (tcplens_find_link_type(name, ret))
        return true;
    complain("invalid data link type %s", name);
    return false;
}
