// SPDX-License-Identifier: BSD-3-Clause
/*
 * messages.h - turns to HTTP/1 messages: one request, one response at a time, their bodies without
 * chunks and compression.
 *
 * What is no HTTP, or cannot be since octets are missing, is left out and counted, until a turn
 * begins with a message again. Memory is bounded: a message that grows beyond its bound is handed
 * on as far as it goes, and its rest is left out.
 */
#ifndef TL_FOLLOW_MESSAGES_H
#define TL_FOLLOW_MESSAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "app/http_framing.h"
#include "app/http_message.h"
#include "follow/dialogue.h"

enum { MESSAGE_NAME = 96, MESSAGE_NAMES = 16 };

/**
 * struct message - *borrowed* until its receiver returns
 * @dialogue: of the connection
 * @number:   which message of its side, from 1
 * @name:     a file name for the body: letters, digits and "._-" of the last part of what was asked
 *            for; no dot in front; never empty
 * @start:    its first line
 * @head:     its first line and its fields
 * @body:     as it was meant, or as it was sent if that cannot be undone
 * @type:     the value of Content-Type, empty if there is none
 * @whole:    nothing of it is missing
 * @decoded:  the body is as it was meant
 * @first_frame, @last_frame, @ts_ns: where it was captured
 */
struct message {
    const struct dialogue *dialogue;
    uint32_t number;
    uint8_t side;
    char name[MESSAGE_NAME];
    struct http_start start;
    struct span head, body, type;
    bool whole, decoded;
    uint64_t first_frame, last_frame;
    int64_t ts_ns;
};

typedef void message_receiver(void *ctx, const struct message *message);

/**
 * struct message_side - what one side has said of a message that is not complete
 * @octets: *owned*, @n of @room
 * @scan, @framing: how far the search for its end went, and what is missing
 * @lost:   what comes is no part of a message, as far as anybody can tell
 * @first_frame, @last_frame, @ts_ns: as in struct message; @last_ns is the last frame's time
 */
struct message_side {
    uint8_t *octets;
    size_t n, room;
    struct http_scan scan;
    uint8_t framing;
    bool lost;
    uint32_t number;
    uint64_t first_frame, last_frame;
    int64_t ts_ns, last_ns;
};

/**
 * struct messages - of one connection
 * @most:    octets of a message, as sent and as meant
 * @names:   for the bodies of responses that are to come: @n_names, from @first_name on
 * @dialogue: *borrowed*
 * @left_out: octets that were no part of a message handed on
 */
struct messages {
    struct message_side sides[2];
    struct http_talk talk;
    size_t most;
    char names[MESSAGE_NAMES][MESSAGE_NAME];
    unsigned first_name, n_names;
    uint64_t left_out;
    const struct dialogue *dialogue;
    message_receiver *receiver;
    void *ctx;
};

void tl_messages_init(struct messages *m, size_t most, message_receiver *receiver, void *ctx);

/* A turn_receiver; `ctx` is a struct messages. */
void tl_messages_take(void *ctx, const struct dialogue *d, const struct turn *turn);

/* Nothing more will come: hand on what ends with the connection, or in the middle. */
void tl_messages_end(struct messages *m);

void tl_messages_fini(struct messages *m);

#endif
