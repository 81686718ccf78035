// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_play.h - the plays of `tcplens lab`: for each, what a client and a server do with their
 * sockets, one step after another, and what is to be seen of it on the wire.
 *
 * A play is data: lab_actor.c performs either side of it, wherever its socket leads.
 */
#ifndef TL_CLI_LAB_PLAY_H
#define TL_CLI_LAB_PLAY_H

#include <stdbool.h>
#include <stdint.h>

enum act {
    ACT_DONE,      /* the end of the steps: the socket is closed if it is not yet */
    ACT_SAY,       /* write `text`, or `n` octets of filling if it is NULL */
    ACT_HEAR,      /* read `n` octets, or until the other side closes */
    ACT_HEAR_HEAD, /* read up to an empty line */
    ACT_HEAR_END,  /* read until the other side closes */
    ACT_PAUSE,     /* `n` milliseconds */
    ACT_SHUT,      /* shutdown(SHUT_WR): nothing more will be written */
    ACT_CLOSE,
    ACT_ABORT, /* close with SO_LINGER 0: a RST, and no FIN */
};

struct step {
    enum act act;
    uint32_t n;
    const char *text;
};

/**
 * struct play - a scenario of real programs
 * @title, @see: in English and in Simplified Chinese: its name in words, and what to look at
 * @client, @server: what either side does with a connection, up to ACT_DONE; @server is NULL if
 *                   nobody listens
 * @connections: how many the client opens, one after another, or @at_once
 * @backlog:     of listen(2)
 * @accept_after_ms: so long does the server leave connections in the backlog
 * @receive_buffer:  SO_RCVBUF of the server, 0 for the kernel's
 * @keep_alive_s:    the client's idle time before a keep-alive probe, and between two; 0 for none
 * @no_delay:    the cable adds none, for there are many connections
 * @brief:       a line a connection is enough
 */
struct play {
    const char *name;
    const char *title[2], *see[2];
    const struct step *client, *server;
    uint32_t connections;
    bool at_once, no_delay, brief;
    uint16_t backlog, accept_after_ms, keep_alive_s;
    uint32_t receive_buffer;
};

extern const struct play plays[];
extern const unsigned n_plays;

/* NULL if there is none of that name. */
const struct play *find_play(const char *name);

#endif
