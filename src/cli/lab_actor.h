// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_actor.h - one side of a play, performed with the sockets of this machine's kernel. What an
 * actor does it says on standard error, so that calls stand beside the segments that they make.
 */
#ifndef TL_CLI_LAB_ACTOR_H
#define TL_CLI_LAB_ACTOR_H

#include <sys/socket.h>

#include "lab_play.h"

/**
 * struct actor - a side of a play
 * @play:    *borrowed*
 * @address: of the server, @length octets
 * @quiet:   say nothing
 */
struct actor {
    const struct play *play;
    struct sockaddr_storage address;
    socklen_t length;
    bool quiet;
};

/* A socket that listens at the actor's address, which becomes the one it has in the end if the port
 * was 0. -1 on failure, having said so. */
int actor_listen(struct actor *actor);

/* Serve as many connections as the play has, or with `forever` until killed. Owns `listener`. False
 * if it could not, having said so. */
bool actor_serve(const struct actor *actor, int listener, bool forever);

/* Be the client, for all connections. False if it could not be, having said so; a connection that
 * is refused or reset is part of the play. */
bool actor_connect(const struct actor *actor);

#endif
