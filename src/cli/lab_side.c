// SPDX-License-Identifier: BSD-3-Clause
#include "lab_side.h"

#include <netdb.h>
#include <string.h>

#include "complain.h"
#include "lab_actor.h"
#include "privileges.h"

static bool find_address(struct actor *actor, const char *host, const char *port)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *found;
    const int failure = getaddrinfo(host, port, &hints, &found);

    if (failure != 0) {
        complain("%s: %s", host, gai_strerror(failure));
        return false;
    }
    actor->length = found->ai_addrlen;
    memcpy(&actor->address, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return true;
}

bool side_serve(const struct play *play, const char *address, const char *port, bool quiet)
{
    struct actor actor = {.play = play, .quiet = quiet};
    char host[NI_MAXHOST], service[NI_MAXSERV];
    int listener;

    if (play->server == NULL) {
        complain("%s has no server: that nobody listens is the point", play->name);
        return false;
    }
    if (!find_address(&actor, address, port))
        return false;
    listener = actor_listen(&actor);
    if (listener < 0 || !become_powerless(NULL, false))
        return false;
    if (getnameinfo((const struct sockaddr *)&actor.address, actor.length, host, sizeof host,
                    service, sizeof service, NI_NUMERICHOST | NI_NUMERICSERV) == 0)
        complain("serving %s at %s port %s; Ctrl-C ends", play->name, host, service);
    return actor_serve(&actor, listener, true);
}

bool side_connect(const struct play *play, const char *host, const char *port, bool quiet)
{
    struct actor actor = {.play = play, .quiet = quiet};

    return find_address(&actor, host, port) && become_powerless(NULL, false) &&
           actor_connect(&actor);
}
