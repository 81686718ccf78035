// SPDX-License-Identifier: BSD-3-Clause
/*
 * cmd_extcap.c - what Wireshark asks, answered on standard output in extcap's sentences,
 * "word {name=value}{name=value}", and the capture itself.
 *
 * An interface of ours is called "tcplens-" and the device's name, or "tcplens-lab-" and the
 * play's.
 */
#include "cmd_extcap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tcplens/tcplens.h>

#include "capable.h"
#include "complain.h"
#include "lab_stage.h"
#include "live.h"
#include "output.h"
#include "privileges.h"

static const char device_prefix[] = "tcplens-", play_prefix[] = "tcplens-lab-";

enum { RAW_IP = 101, DEFAULT_DELAY_MS = 10 };

enum question {
    EXTCAP_INTERFACES,
    EXTCAP_LINK_TYPES,
    EXTCAP_CONFIG,
    EXTCAP_CAPTURE,
    EXTCAP_VERSION,
    EXTCAP_INTERFACE,
    EXTCAP_FIFO,
    EXTCAP_FILTER,
    EXTCAP_SNAPLEN,
    EXTCAP_DELAY,
    EXTCAP_LOSS,
    EXTCAP_WORDS,
};

/* What Wireshark says, and whether a value follows. */
static const struct {
    const char *name;
    bool valued;
} words[EXTCAP_WORDS] = {
    [EXTCAP_INTERFACES] = {"--extcap-interfaces", false},
    [EXTCAP_LINK_TYPES] = {"--extcap-dlts", false},
    [EXTCAP_CONFIG] = {"--extcap-config", false},
    [EXTCAP_CAPTURE] = {"--capture", false},
    [EXTCAP_VERSION] = {"--extcap-version", true},
    [EXTCAP_INTERFACE] = {"--extcap-interface", true},
    [EXTCAP_FIFO] = {"--fifo", true},
    [EXTCAP_FILTER] = {"--extcap-capture-filter", true},
    [EXTCAP_SNAPLEN] = {"--snaplen", true},
    [EXTCAP_DELAY] = {"--delay", true},
    [EXTCAP_LOSS] = {"--loss", true},
};

/**
 * struct request - a command line of Wireshark's
 * @given:  what it says, NULL for nothing; *borrowed*
 * @play:   that the interface names, or NULL
 * @device: that it names otherwise, or NULL
 */
struct request {
    const char *given[EXTCAP_WORDS];
    const struct play *play;
    const char *device;
};

bool is_extcap(const char *first)
{
    return strncmp(first, "--extcap-", 9) == 0 || strcmp(first, "--capture") == 0;
}

/* Take argv[*i], and its value if it has one. Words of other versions are left alone. */
static void take_word(struct request *r, int argc, char **argv, int *i)
{
    for (unsigned w = 0; w < EXTCAP_WORDS; w++) {
        const size_t n = strlen(words[w].name);

        if (strncmp(argv[*i], words[w].name, n) != 0)
            continue;
        if (argv[*i][n] == '=')
            r->given[w] = argv[*i] + n + 1;
        else if (argv[*i][n] == '\0' && !words[w].valued)
            r->given[w] = "";
        else if (argv[*i][n] == '\0' && *i + 1 < argc)
            r->given[w] = argv[++*i];
        else
            continue;
        return;
    }
}

static bool find_interface(struct request *r)
{
    const char *const name = r->given[EXTCAP_INTERFACE];

    if (name == NULL || strncmp(name, device_prefix, strlen(device_prefix)) != 0)
        return false;
    if (strncmp(name, play_prefix, strlen(play_prefix)) == 0)
        r->play = find_play(name + strlen(play_prefix));
    r->device = r->play == NULL ? name + strlen(device_prefix) : NULL;
    return true;
}

static uint32_t number(const struct request *r, enum question word, uint32_t otherwise,
                       uint32_t max)
{
    const unsigned long n = r->given[word] != NULL ? strtoul(r->given[word], NULL, 10) : otherwise;

    return n > max ? max : (uint32_t)n;
}

/* ---- what Wireshark asks ---- */

static void tell_device(void *ctx, const struct tcplens_device *device)
{
    (void)ctx;
    printf("interface {value=%s%s}{display=tcplens: %s}\n", device_prefix, device->name,
           device->name);
}

static int tell_interfaces(void)
{
    struct tcplens_error err;

    printf("extcap {version=%s}{display=tcplens}\n", tcplens_version());
    (void)!tcplens_list_devices(tell_device, NULL, &err); /* none is no failure: plays are left */
    for (unsigned i = 0; i < n_plays; i++)
        printf("interface {value=%s%s}{display=tcplens lab: %s}\n", play_prefix, plays[i].name,
               plays[i].title[0]);
    return EXIT_FINE;
}

static void tell_link_type(void *ctx, const char *name, const char *description)
{
    uint16_t number;

    (void)ctx;
    if (tcplens_find_link_type(name, &number))
        printf("dlt {number=%u}{name=%s}{display=%s}\n", number, name, description);
}

static int tell_link_types(const struct request *r)
{
    struct tcplens_error err;

    if (r->play != NULL) {
        printf("dlt {number=%d}{name=RAW}{display=Raw IP}\n", RAW_IP);
        return EXIT_FINE;
    }
    capable_become();
    if (tcplens_list_link_types(r->device, false, tell_link_type, NULL, &err) == TCPLENS_OK)
        return EXIT_FINE;
    complain("%s", err.text);
    return EXIT_TROUBLE;
}

static int tell_config(const struct request *r)
{
    if (r->play != NULL)
        printf("arg {number=0}{call=--delay}{display=Delay in ms}{type=unsigned}{range=0,10000}"
               "{default=%d}{tooltip=What the cable between the two hosts takes}\n"
               "arg {number=1}{call=--loss}{display=Loss in percent}{type=unsigned}{range=0,100}"
               "{default=0}{tooltip=So many packets of a hundred are lost}\n",
               DEFAULT_DELAY_MS);
    else
        printf("arg {number=0}{call=--snaplen}{display=Snapshot length}{type=unsigned}"
               "{range=64,262144}{default=262144}{tooltip=Octets to keep of each frame}\n");
    return EXIT_FINE;
}

/* ---- the capture ---- */

static bool open_capture(struct tcplens_dump *d, const struct request *r, const struct stage *stage,
                         struct tcplens_error *err)
{
    const struct tcplens_dump_live live = {
        .filter = r->given[EXTCAP_FILTER] != NULL && r->given[EXTCAP_FILTER][0] != '\0'
                      ? r->given[EXTCAP_FILTER]
                  : r->play != NULL ? stage->filter
                                    : NULL,
        .snaplen = number(r, EXTCAP_SNAPLEN, 0, 262144),
        .promiscuous = r->play == NULL,
        .immediate = true,
    };
    struct tcplens_save save = {
        .path = r->given[EXTCAP_FIFO], .format = TCPLENS_FORMAT_PCAPNG, .flush_each = true};

    save.owner = (uid_t)-1;
    save.group = (gid_t)-1;
    return tcplens_dump_open_live(d, r->play != NULL ? stage->interface : r->device, &live, err) ==
               TCPLENS_OK &&
           tcplens_dump_save(d, &save, err) == TCPLENS_OK;
}

static int step_to_the_end(struct tcplens_dump *d)
{
    struct tcplens_error err;
    enum tcplens_status status = TCPLENS_OK, closed;

    while (status == TCPLENS_OK && live_stop == 0)
        status = tcplens_dump_step(d, &err);
    if (status != TCPLENS_OK && status != TCPLENS_END)
        complain("%s", err.text);
    closed = tcplens_dump_close(d, &err);
    return (status == TCPLENS_OK || status == TCPLENS_END) && closed == TCPLENS_OK ? EXIT_FINE
                                                                                   : EXIT_TROUBLE;
}

static int capture(const struct request *r)
{
    const struct tcplens_dump_options silent = {.silent = true};
    const struct stage_options play = {
        .play = r->play,
        .cable = {.delay_us = number(r, EXTCAP_DELAY, DEFAULT_DELAY_MS, 10000) * 1000,
                  .loss = number(r, EXTCAP_LOSS, 0, 100) * 100},
        .quiet = true,
    };
    struct output nowhere = {0};
    struct stage stage = {.link = -1};
    struct tcplens_dump *d;
    struct tcplens_error err;
    int result;

    if (r->given[EXTCAP_FIFO] == NULL) {
        complain("--capture needs --fifo");
        return EXIT_TROUBLE;
    }
    if (r->play == NULL)
        capable_become();
    else if (!stage_set(&stage, &play))
        return EXIT_TROUBLE;
    live_catch_signals();
    if (tcplens_dump_new(&d, &silent, output_write, &nowhere, &err) != TCPLENS_OK ||
        !open_capture(d, r, &stage, &err)) {
        complain("%s", err.text);
        return EXIT_TROUBLE;
    }
    if (!give_up_privileges(&(struct rights){.later = LATER_NOTHING, .saves = true}))
        return EXIT_TROUBLE;
    if (r->play != NULL)
        stage_begin(&stage);
    result = step_to_the_end(d);
    if (r->play != NULL)
        (void)stage_end(&stage);
    return result;
}

int cmd_extcap(int argc, char **argv)
{
    struct request r = {.play = NULL};

    for (int i = 1; i < argc; i++)
        take_word(&r, argc, argv, &i);
    if (r.given[EXTCAP_INTERFACES] != NULL)
        return tell_interfaces();
    if (!find_interface(&r)) {
        complain("which interface? This is what Wireshark calls; see \"tcplens help\"");
        return EXIT_TROUBLE;
    }
    if (r.given[EXTCAP_LINK_TYPES] != NULL)
        return tell_link_types(&r);
    if (r.given[EXTCAP_CONFIG] != NULL)
        return tell_config(&r);
    return r.given[EXTCAP_CAPTURE] != NULL ? capture(&r) : EXIT_FINE;
}
