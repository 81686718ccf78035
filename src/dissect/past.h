// SPDX-License-Identifier: BSD-3-Clause
/*
 * past.h - what the applications of earlier frames said, as far as later frames are shown with it;
 * and room for octets that are made for the frame at hand.
 *
 * Memory is bounded: of conversations the last PAST_CONVERSATIONS are remembered, of queries about
 * PAST_QUERIES, of what is made for a frame there is PAST_ROOM at most.
 */
#ifndef TL_DISSECT_PAST_H
#define TL_DISSECT_PAST_H

#include "app/http_exchange.h"
#include "decode/flow.h"

enum { PAST_CONVERSATIONS = 16384, PAST_QUERIES = 4096, PAST_ROOM = 16 << 20 };

struct past;

/**
 * struct tls_talk - TLS of a conversation; by side: analysis_row.forward's lowest bit
 * @application: what is spoken inside, NULL if unknown; not owned
 * @version:     that the server chose; 0: not yet
 * @seen:        there were records
 * @ciphered:    what follows is encrypted
 * @alerted:     there was an alert
 */
struct tls_talk {
    const char *application;
    uint16_t version;
    bool seen[2], ciphered[2], alerted[2];
};

/* *Owned*; NULL if there is no memory. */
struct past *tl_past_new(void);

/* NULL is allowed. */
void tl_past_free(struct past *past);

/* The exchange of this stream, new if it must be; NULL if there is no memory. *Borrowed* until the
 * next call. */
struct http_exchange *past_exchange(struct past *past, uint32_t stream);

/* Likewise what is known of its TLS. */
struct tls_talk *past_tls(struct past *past, uint32_t stream);

/**
 * struct dns_query - a query of DNS
 * @key:      who asked whom
 * @frame, @ns: where and when; 0 if none is known
 * @id:       its number
 * @answered: a response was seen
 */
struct dns_query {
    struct flow_key key;
    uint64_t frame;
    int64_t ns;
    uint16_t id;
    bool answered;
};

/* The query that `seg` is, or, of a response, that it answers; NULL if that is not known. */
struct dns_query *past_dns(struct past *past, const struct tcplens_segment *seg, uint16_t id,
                           bool response);

/* Begin a new frame: what was made for the last one is given up. */
void past_begin_frame(struct past *past);

/* Room for octets that live as long as the frame: *room of them at most `most`, which past_made()
 * makes the frame's. NULL if there is none left. */
uint8_t *past_room(struct past *past, size_t most, size_t *room);
void past_made(struct past *past, size_t n);

#endif
