// SPDX-License-Identifier: BSD-3-Clause
/* codes.c - see codes.h. A name says the same as its enumerator; docs/json.md says what it means.
 */
#include "render/codes.h"

#include <assert.h>
#include <stddef.h>

#include "explain/story.h"

static const char *name_of(const char *const *names, size_t n, unsigned code)
{
    assert(code < n && names[code] != NULL);
    return code < n ? names[code] : "";
}

#define NAME(names, code) name_of(names, sizeof(names) / sizeof((names)[0]), code)

static const char *const tell_names[] = {
    [TELL_NONE] = "none",
    [TELL_ASKS_TO_OPEN] = "asks-to-open",
    [TELL_ASKS_AGAIN] = "asks-again",
    [TELL_AGREES] = "agrees",
    [TELL_AGREES_AGAIN] = "agrees-again",
    [TELL_COMPLETES_HANDSHAKE] = "completes-handshake",
    [TELL_CROSSES_SYN] = "crosses-syn",
    [TELL_AGREES_CROSSING] = "agrees-crossing",
    [TELL_D_SACK] = "d-sack",
    [TELL_SYN_WHILE_OPEN] = "syn-while-open",
    [TELL_INEXACT_RST] = "inexact-rst",
    [TELL_CHECKSUM_WRONG] = "checksum-wrong",
    [TELL_RST_CAUSE] = "rst-cause",
    [TELL_FAST_OPEN_COOKIE_REQUEST] = "fast-open-cookie-request",
    [TELL_FAST_OPEN_DATA] = "fast-open-data",
    [TELL_FAST_OPEN_ACCEPTED] = "fast-open-accepted",
    [TELL_FAST_OPEN_IGNORED] = "fast-open-ignored",
    [TELL_SENDS] = "sends",
    [TELL_SENDS_MORE] = "sends-more",
    [TELL_HTTP_REQUEST] = "http-request",
    [TELL_HTTP_RESPONSE] = "http-response",
    [TELL_TLS_CLIENT_HELLO] = "tls-client-hello",
    [TELL_TLS_SERVER_HELLO] = "tls-server-hello",
    [TELL_TLS_RECORD] = "tls-record",
    [TELL_TLS_ALERT] = "tls-alert",
    [TELL_SSH_BANNER] = "ssh-banner",
    [TELL_APP_LINE] = "app-line",
    [TELL_DNS_QUERY] = "dns-query",
    [TELL_DNS_RESPONSE] = "dns-response",
    [TELL_URGENT] = "urgent",
    [TELL_SUPER_SEGMENT] = "super-segment",
    [TELL_ACKS] = "acks",
    [TELL_DUP_ACK] = "dup-ack",
    [TELL_SACKS] = "sacks",
    [TELL_NOTHING_NEW] = "nothing-new",
    [TELL_WINDOW_UPDATE] = "window-update",
    [TELL_ZERO_WINDOW] = "zero-window",
    [TELL_ZERO_WINDOW_PROBE] = "zero-window-probe",
    [TELL_ZERO_WINDOW_PROBE_ACK] = "zero-window-probe-ack",
    [TELL_WINDOW_FULL] = "window-full",
    [TELL_KEEP_ALIVE] = "keep-alive",
    [TELL_KEEP_ALIVE_ACK] = "keep-alive-ack",
    [TELL_CHALLENGE_ACK] = "challenge-ack",
    [TELL_ECN_ECHO] = "ecn-echo",
    [TELL_CWR] = "cwr",
    [TELL_RETRANSMITS] = "retransmits",
    [TELL_FAST_RETRANSMITS] = "fast-retransmits",
    [TELL_SPURIOUS] = "spurious",
    [TELL_OUT_OF_ORDER] = "out-of-order",
    [TELL_FILLS_PARTLY_NEW] = "fills-partly-new",
    [TELL_DUP_CAPTURE] = "dup-capture",
    [TELL_AFTER_GAP] = "after-gap",
    [TELL_ACKS_UNSEEN] = "acks-unseen",
    [TELL_UNACCEPTABLE] = "unacceptable",
    [TELL_CLOSES] = "closes",
    [TELL_CLOSES_AND_ACKS_FIN] = "closes-and-acks-fin",
    [TELL_CLOSE_CONFIRMED] = "close-confirmed",
    [TELL_CLOSES_AGAIN] = "closes-again",
    [TELL_CROSSES_FIN] = "crosses-fin",
    [TELL_REFUSES] = "refuses",
    [TELL_ABORTS] = "aborts",
    [TELL_ABORTS_UNREAD] = "aborts-unread",
    [TELL_RST_NO_CONNECTION] = "rst-no-connection",
    [TELL_DATA_AFTER_CLOSE] = "data-after-close",
    [TELL_MID_CAPTURE] = "mid-capture",
    [TELL_ICMP_ERROR] = "icmp-error",
};

const char *code_tell(unsigned code)
{
    return NAME(tell_names, code);
}

const char *code_seq_source(unsigned code)
{
    static const char *const names[] = {
        [SEQ_ISN] = "isn",
        [SEQ_ISN_AGAIN] = "isn-again",
        [SEQ_AFTER] = "after",
        [SEQ_UNCHANGED] = "unchanged",
        [SEQ_REPEATS] = "repeats",
        [SEQ_KEEP_ALIVE] = "keep-alive",
        [SEQ_FIRST_SEEN] = "first-seen",
        [SEQ_AFTER_GAP] = "after-gap",
        [SEQ_COPIED_ACK] = "copied-ack",
        [SEQ_RST_ZERO] = "rst-zero",
        [SEQ_OTHER] = "other",
    };

    return NAME(names, code);
}

const char *code_ack_source(unsigned code)
{
    static const char *const names[] = {
        [ACK_ABSENT] = "absent",         [ACK_AFTER] = "after", [ACK_UNCHANGED] = "unchanged",
        [ACK_PARTLY] = "partly",         [ACK_OLDER] = "older", [ACK_UNSEEN] = "unseen",
        [ACK_FIRST_SEEN] = "first-seen", [ACK_OTHER] = "other",
    };

    return NAME(names, code);
}

const char *code_phase(unsigned code)
{
    static const char *const names[] = {
        [PHASE_OPENING] = "opening",
        [PHASE_DATA] = "data",
        [PHASE_CLOSING] = "closing",
        [PHASE_ABORTED] = "aborted",
    };

    return NAME(names, code);
}

const char *code_health(unsigned code)
{
    static const char *const names[] = {
        [HEALTH_CLEAN] = "clean",           [HEALTH_NOTED] = "noted",
        [HEALTH_LOSSY] = "lossy",           [HEALTH_STALLED] = "stalled",
        [HEALTH_UNFINISHED] = "unfinished", [HEALTH_INCOMPLETE] = "incomplete",
        [HEALTH_ABORTED] = "aborted",       [HEALTH_REFUSED] = "refused",
        [HEALTH_UNANSWERED] = "unanswered",
    };

    return NAME(names, code);
}

const char *code_severity(unsigned code)
{
    static const char *const names[] = {
        [SEVERITY_INFO] = "info",
        [SEVERITY_NOTICE] = "notice",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };

    return NAME(names, code);
}

const char *code_confidence(unsigned code)
{
    static const char *const names[] = {
        [CONFIDENCE_CERTAIN] = "certain",
        [CONFIDENCE_LIKELY] = "likely",
        [CONFIDENCE_POSSIBLE] = "possible",
    };

    return NAME(names, code);
}

const char *code_role_reason(unsigned code)
{
    static const char *const names[] = {
        [ROLE_SENT_SYN] = "sent-syn",         [ROLE_GOT_SYN_ACK] = "got-syn-ack",
        [ROLE_SERVICE_PORT] = "service-port", [ROLE_LOWER_PORT] = "lower-port",
        [ROLE_FIRST_SENDER] = "first-sender",
    };

    return NAME(names, code);
}

const char *code_open_form(unsigned code)
{
    static const char *const names[] = {
        [OPEN_NOT_SEEN] = "not-seen",         [OPEN_THREE_WAY] = "three-way",
        [OPEN_SIMULTANEOUS] = "simultaneous", [OPEN_FAST] = "fast",
        [OPEN_UNFINISHED] = "unfinished",     [OPEN_REFUSED] = "refused",
    };

    return NAME(names, code);
}

const char *code_close_form(unsigned code)
{
    static const char *const names[] = {
        [CLOSE_NOT_SEEN] = "not-seen",
        [CLOSE_FOUR_SEGMENTS] = "four-segments",
        [CLOSE_THREE_SEGMENTS] = "three-segments",
        [CLOSE_SIMULTANEOUS] = "simultaneous",
        [CLOSE_HALF] = "half",
        [CLOSE_RESET] = "reset",
    };

    return NAME(names, code);
}

const char *code_side(unsigned side)
{
    static const char *const names[] = {"client", "server", NULL};

    return side < sizeof(names) / sizeof((names)[0]) ? names[side] : NULL;
}
