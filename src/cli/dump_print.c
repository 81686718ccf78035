// SPDX-License-Identifier: BSD-3-Clause
#include "dump_print.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tcplens/device.h>

#include "complain.h"
#include "dump_lists.h"
#include "terminal.h"

enum { FILTER_MAX = 1024 * 1024, TIMES_MAX = 5 };

bool dump_check(const struct dump_arguments *args)
{
    const struct option_value *const v = args->values;
    const bool file = v[DUMP_READ].given != 0 || v[DUMP_READ_LIST].given != 0;

    if (v[DUMP_SECRET].given != 0)
        complain("-E: IPsec is not decrypted: tcplens shows TCP");
    else if (v[DUMP_MD5].given != 0)
        complain("-M: TCP-MD5 digests are not verified");
    else if (v[DUMP_MIB].given != 0)
        complain("-m: SNMP is not decoded: tcplens shows TCP");
    else if (v[DUMP_LIST_REMOTE].given != 0)
        complain("--list-remote-interfaces: this libpcap captures on this host only");
    else if (v[DUMP_READ].given != 0 && v[DUMP_READ_LIST].given != 0)
        complain("-V and -r are mutually exclusive.");
    else if (v[DUMP_FOREIGN].given != 0 && file)
        complain("-f can not be used with -V or -r");
    else if (v[DUMP_TIME].given > TIMES_MAX)
        complain("only -t, -tt, -ttt, -tttt and -ttttt are supported");
    else if (v[DUMP_TIMESTAMPS].given != 0 && !tcplens_find_timestamps(v[DUMP_TIMESTAMPS].text))
        complain("invalid time stamp type %s", v[DUMP_TIMESTAMPS].text);
    else
        return v[DUMP_LINK_TYPE].given == 0 ||
               dump_find_link_type(v[DUMP_LINK_TYPE].text, &(uint16_t){0});
    return false;
}

uint8_t dump_format_of(const struct dump_arguments *args)
{
    const struct option_value *const asked = &args->values[DUMP_FORMAT];
    const char *const path = args->values[DUMP_WRITE].text;
    const char *const end = path != NULL ? strrchr(path, '.') : NULL;

    if (asked->given != 0)
        return asked->number == 0 ? TCPLENS_FORMAT_PCAP : TCPLENS_FORMAT_PCAPNG;
    return end != NULL && strcmp(end, ".pcapng") == 0 ? TCPLENS_FORMAT_PCAPNG : TCPLENS_FORMAT_PCAP;
}

/* -T's word; false if tcpdump has none of that name. */
static bool packet_type(const char *name, uint8_t *ret)
{
    static const struct {
        const char *name;
        enum tcplens_packet_type type;
    } known[] = {{"domain", TCPLENS_TYPE_DOMAIN},
                 {"resp", TCPLENS_TYPE_RESP},
                 {"vxlan", TCPLENS_TYPE_VXLAN}};
    static const char others[] = " vat wb rpc rtp rtcp snmp tftp aodv carp radius zmtp1 "
                                 "lmp pgm pgm_zmtp1 cnfp ptp someip ";
    char word[32];

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcasecmp(name, known[i].name) == 0) {
            *ret = (uint8_t)known[i].type;
            return true;
        }
    }
    (void)snprintf(word, sizeof word, " %s ", name);
    *ret = TCPLENS_TYPE_OTHER;
    if (strlen(name) + 2 < sizeof word && strcasestr(others, word) != NULL)
        return true;
    complain("unknown packet type `%s'", name);
    return false;
}

static uint8_t small(unsigned n)
{
    return (uint8_t)(n < UINT8_MAX ? n : UINT8_MAX);
}

bool dump_options_of(const struct dump_arguments *args, struct tcplens_dump_options *out)
{
    const struct option_value *const v = args->values;
    const bool saves = v[DUMP_WRITE].given != 0;

    *out = (struct tcplens_dump_options){
        .print = {.time = small(v[DUMP_TIME].given),
                  .time_decimals = args->nano ? 9 : 6,
                  .verbose = small(v[DUMP_VERBOSE].given),
                  .quiet = small(v[DUMP_QUIET].given),
                  .hex = small(v[DUMP_HEX].given),
                  .hex_ascii = small(v[DUMP_HEX_ASCII].given),
                  .ascii = small(v[DUMP_ASCII].given),
                  .number = v[DUMP_NUMBER].given != 0,
                  .link_header = v[DUMP_LINK].given != 0,
                  .absolute_seq = v[DUMP_ABSOLUTE].given != 0,
                  .no_checksums = v[DUMP_NO_CHECKSUMS].given != 0,
                  .asdot = v[DUMP_ASDOT].given != 0,
                  .undecoded_nfs = v[DUMP_NFS].given != 0,
                  .mesh = v[DUMP_MESH].given != 0,
                  .short_names = v[DUMP_SHORT_NAMES].given != 0},
        .silent = saves ? v[DUMP_PRINT_TOO].given == 0 : v[DUMP_ONLY_COUNT].given != 0,
        .flush_each =
            v[DUMP_LINES].given != 0 || v[DUMP_UNBUFFERED].given != 0 || isatty(STDOUT_FILENO),
        .count = v[DUMP_COUNT].number,
        .connection = v[DUMP_CONN].number,
        .display = v[DUMP_DISPLAY_FILTER].text,
        .vlan_transparent = v[DUMP_VLAN].given != 0,
        .explain = v[DUMP_EXPLAIN].given != 0,
        .color = v[DUMP_COLOR].given != 0 && use_color((enum color_when)v[DUMP_COLOR].number),
        .ascii = ascii_only(),
        .lang = v[DUMP_LANG].given != 0 ? v[DUMP_LANG].text : message_locale(),
    };
    return v[DUMP_TYPE].given == 0 || packet_type(v[DUMP_TYPE].text, &out->print.packet_type);
}

/* From '#' to the end of its line there is a comment. */
static void blank_comments(char *text)
{
    bool comment = false;

    for (; *text != '\0'; text++) {
        if (*text == '\n')
            comment = false;
        else if (*text == '#')
            comment = true;
        if (comment)
            *text = ' ';
    }
}

/* A file's text as one filter. */
static char *read_filter(const char *path)
{
    FILE *const f = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    char *text = NULL;
    size_t n;

    if (f == NULL) {
        complain("can't open %s: %s", path, strerror(errno));
        return NULL;
    }
    text = malloc(FILTER_MAX + 1);
    n = text != NULL ? fread(text, 1, FILTER_MAX, f) : 0;
    if (text == NULL || ferror(f)) {
        complain("read %s: %s", path, strerror(errno));
        free(text);
        text = NULL;
    } else {
        text[n] = '\0';
        blank_comments(text);
    }
    if (f != stdin)
        (void)fclose(f);
    return text;
}

/* The filter's words, with blanks between them; NULL without memory. */
static char *join_operands(const struct dump_arguments *args)
{
    size_t n = 1;
    char *text, *p;

    for (int i = 0; i < args->line.n_operands; i++)
        n += strlen(args->line.operands[i]) + 1;
    text = p = malloc(n);
    for (int i = 0; i < args->line.n_operands && text != NULL; i++) {
        p = stpcpy(p, args->line.operands[i]);
        *p++ = i + 1 < args->line.n_operands ? ' ' : '\0';
    }
    return text;
}

bool dump_filter_of(const struct dump_arguments *args, char **ret)
{
    const char *const path = args->values[DUMP_FILTER_FILE].text;
    char *text;

    *ret = NULL;
    if (path == NULL && args->line.n_operands == 0)
        return true;
    text = path != NULL ? read_filter(path) : join_operands(args);
    if (text != NULL && args->values[DUMP_IP6].given != 0) {
        *ret = tcplens_dump_ip6_filter(text);
        free(text);
    } else {
        *ret = text;
    }
    if (*ret == NULL && path == NULL)
        complain("out of memory");
    return *ret != NULL;
}
