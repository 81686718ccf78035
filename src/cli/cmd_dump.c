// SPDX-License-Identifier: BSD-3-Clause
/* cmd_dump.c - `tcplens dump`: tcpdump's printing flags and -r, so far. */
#include "cmd_dump.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include <tcplens/dump.h>

#include "complain.h"
#include "output.h"

enum { OPT_MICRO = 256, OPT_NANO, OPT_NUMBER };

static const struct option long_options[] = {
    {"micro", no_argument, NULL, OPT_MICRO},
    {"nano", no_argument, NULL, OPT_NANO},
    {"number", no_argument, NULL, OPT_NUMBER},
    {NULL, 0, NULL, 0},
};

static enum tcplens_packet_type packet_type(const char *name)
{
    if (strcmp(name, "domain") == 0)
        return TCPLENS_TYPE_DOMAIN;
    if (strcmp(name, "resp") == 0)
        return TCPLENS_TYPE_RESP;
    return strcmp(name, "vxlan") == 0 ? TCPLENS_TYPE_VXLAN : TCPLENS_TYPE_OTHER;
}

static bool set_flag(struct tcplens_print_options *o, int flag)
{
    switch (flag) {
    case 'A':
        o->ascii++;
        return true;
    case 'b':
        o->asdot = true;
        return true;
    case 'e':
        o->link_header = true;
        return true;
    case 'H':
        o->mesh = true;
        return true;
    case 'K':
        o->no_checksums = true;
        return true;
    case 'N':
        o->short_names = true;
        return true;
    case 'q':
        o->quiet++;
        return true;
    case 'S':
        o->absolute_seq = true;
        return true;
    case 't':
        o->time++;
        return true;
    case 'T':
        o->packet_type = packet_type(optarg);
        return true;
    case 'u':
        o->undecoded_nfs = true;
        return true;
    case 'v':
        o->verbose++;
        return true;
    case 'x':
        o->hex++;
        return true;
    case 'X':
        o->hex_ascii++;
        return true;
    case '#':
    case OPT_NUMBER:
        o->number = true;
        return true;
    case OPT_MICRO:
        o->time_decimals = 6;
        return true;
    case OPT_NANO:
        o->time_decimals = 9;
        return true;
    case 'n':
    case 'O':
    case 'p':
    case 'l':
    case 'U':
    case 's':
        return true;
    default:
        return false;
    }
}

int cmd_dump(int argc, char **argv)
{
    struct tcplens_dump_options options = {.filter = NULL};
    struct output out = {.progress = NULL};
    struct tcplens_error err;
    char filter[4096] = "";
    const char *path = "-";
    int flag, written;

    while ((flag = getopt_long(argc, argv, "+AbeHKNqStT:uvxX#nOplUr:s:", long_options, NULL)) !=
           -1) {
        if (flag == 'r')
            path = optarg;
        else if (!set_flag(&options.print, flag))
            return 1;
    }
    for (int i = optind; i < argc; i++) {
        (void)strncat(filter, argv[i], sizeof filter - strlen(filter) - 2);
        (void)strcat(filter, " ");
    }
    if (filter[0] != '\0')
        options.filter = filter;
    if (tcplens_dump_file(path, &options, output_write, &out, &err) != TCPLENS_OK) {
        complain("%s", err.text);
        return 1;
    }
    output_close(&out);
    written = output_verdict(&out);
    return written;
}
