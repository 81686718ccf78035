// SPDX-License-Identifier: BSD-3-Clause
/* words.c - the words for single codes: sides, phases, health, severity, flags, and findings. */
#include <assert.h>

#include "explain/finding.h"
#include "render/words.h"

const char *words_side(const struct catalogue *c, unsigned side)
{
    return side == SIDE_INITIATOR ? tr(c, N_("client")) : tr(c, N_("server"));
}

const char *words_the_side(const struct catalogue *c, unsigned side)
{
    return side == SIDE_INITIATOR ? tr(c, N_("the client")) : tr(c, N_("the server"));
}

const char *words_phase(const struct catalogue *c, enum phase phase)
{
    static const char *const words[] = {
        [PHASE_OPENING] = N_("opening"),
        [PHASE_DATA] = N_("data"),
        [PHASE_CLOSING] = N_("closing"),
        [PHASE_ABORTED] = N_("aborted"),
    };

    return tr(c, words[phase]);
}

const char *words_health(const struct catalogue *c, enum health health)
{
    static const char *const words[] = {
        [HEALTH_CLEAN] = N_("complete, clean"), [HEALTH_NOTED] = N_("complete"),
        [HEALTH_LOSSY] = N_("lossy"),           [HEALTH_STALLED] = N_("stalled"),
        [HEALTH_UNFINISHED] = N_("unfinished"), [HEALTH_INCOMPLETE] = N_("incompletely captured"),
        [HEALTH_ABORTED] = N_("reset"),         [HEALTH_REFUSED] = N_("refused"),
        [HEALTH_UNANSWERED] = N_("unanswered"),
    };

    return tr(c, words[health]);
}

const char *words_health_brief(const struct catalogue *c, enum health health)
{
    static const char *const words[] = {
        [HEALTH_CLEAN] = N_("clean"),           [HEALTH_NOTED] = N_("complete"),
        [HEALTH_LOSSY] = N_("lossy"),           [HEALTH_STALLED] = N_("stalled"),
        [HEALTH_UNFINISHED] = N_("unfinished"), [HEALTH_INCOMPLETE] = N_("partial"),
        [HEALTH_ABORTED] = N_("reset"),         [HEALTH_REFUSED] = N_("refused"),
        [HEALTH_UNANSWERED] = N_("unanswered"),
    };

    return tr(c, words[health]);
}

const char *words_severity(const struct catalogue *c, enum severity severity)
{
    static const char *const words[] = {
        [SEVERITY_INFO] = N_("info"),
        [SEVERITY_NOTICE] = N_("notice"),
        [SEVERITY_WARNING] = N_("warning"),
        [SEVERITY_ERROR] = N_("error"),
    };

    return tr(c, words[severity]);
}

const char *words_confidence(const struct catalogue *c, enum confidence confidence)
{
    static const char *const words[] = {
        [CONFIDENCE_CERTAIN] = N_("certain"),
        [CONFIDENCE_LIKELY] = N_("likely"),
        [CONFIDENCE_POSSIBLE] = N_("possible"),
    };

    return tr(c, words[confidence]);
}

const char *words_role_reason(const struct catalogue *c, enum role_reason reason)
{
    static const char *const words[] = {
        [ROLE_SENT_SYN] = NULL,
        [ROLE_GOT_SYN_ACK] = N_("the SYN was not captured; the client is whom the SYN ACK answers"),
        [ROLE_SERVICE_PORT] = N_("no SYN was captured; the server is taken to be the side with "
                                 "the well-known port"),
        [ROLE_LOWER_PORT] =
            N_("no SYN was captured; the server is taken to be the side with the lower port"),
        [ROLE_FIRST_SENDER] =
            N_("no SYN was captured and the ports tell nothing; the client is taken to be the "
               "side that sent first"),
    };

    return words[reason] == NULL ? NULL : tr(c, words[reason]);
}

void words_flags(struct text *t, uint16_t flags)
{
    static const struct {
        uint16_t flag;
        const char *name;
    } names[] = {
        {TCPLENS_SYN, "SYN"}, {TCPLENS_FIN, "FIN"}, {TCPLENS_RST, "RST"},
        {TCPLENS_PSH, "PSH"}, {TCPLENS_URG, "URG"}, {TCPLENS_ACK, "ACK"},
        {TCPLENS_ECE, "ECE"}, {TCPLENS_CWR, "CWR"}, {TCPLENS_AE, "AE"},
    };
    bool first = true;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if ((flags & names[i].flag) == 0)
            continue;
        if (!first)
            text_char(t, ' ');
        text_str(t, names[i].name);
        first = false;
    }
    if (first)
        text_char(t, '-');
}

void words_flags_tcpdump(struct text *t, uint16_t flags)
{
    static const struct {
        uint16_t flag;
        char letter;
    } letters[] = {
        {TCPLENS_FIN, 'F'}, {TCPLENS_SYN, 'S'}, {TCPLENS_RST, 'R'},
        {TCPLENS_PSH, 'P'}, {TCPLENS_ACK, '.'}, {TCPLENS_URG, 'U'},
        {TCPLENS_ECE, 'E'}, {TCPLENS_CWR, 'W'}, {TCPLENS_AE, 'e'},
    };

    text_char(t, '[');
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
        if ((flags & letters[i].flag) != 0)
            text_char(t, letters[i].letter);
    if (flags == 0)
        text_str(t, "none");
    text_char(t, ']');
}

/* The end of the run of neighbouring frames that begins at evidence[i]. */
static size_t run_end(const struct finding *f, size_t i)
{
    while (i + 1 < f->n_evidence && f->evidence[i + 1] == f->evidence[i] + 1)
        i++;
    return i;
}

static void put_frame(struct text *t, const char *template, uint64_t frame)
{
    const struct phrase_arg arg = {.name = "frame", .type = PHRASE_U64, .u = frame};

    phrase(t, template, &arg, 1);
}

static void put_frames(struct text *t, const struct catalogue *c, const struct finding *f)
{
    /* Number by number, not clause by clause: Chinese has a mark of its own for that. */
    const char *const comma = tr(c, N_(", {frame}"));

    for (size_t i = 0; i < f->n_evidence; i++) {
        const size_t end = run_end(f, i);

        put_frame(t, i == 0 ? "{frame}" : comma, f->evidence[i]);
        if (end == i)
            continue;
        put_frame(t, end == i + 1 ? comma : "–{frame}", f->evidence[end]);
        i = end;
    }
}

void words_evidence(struct text *t, const struct catalogue *c, const struct finding *f)
{
    struct text list;
    char buf[(FINDING_EVIDENCE + 1) * 24];
    const uint64_t more = f->count > f->n_evidence ? f->count - f->n_evidence : 0;
    const struct phrase_arg args[] = {
        {.name = "frames", .type = PHRASE_STR, .str = buf},
        {.name = "more", .type = PHRASE_COUNT, .u = more},
    };

    if (f->n_evidence == 0)
        return;
    text_init(&list, buf, sizeof(buf) - 1, NULL, NULL);
    put_frames(&list, c, f);
    buf[list.len] = '\0';
    if (more > 0)
        phrase(t,
               tr_n(c, "frames {frames} and {more} more", "frames {frames} and {more} more", more),
               args, 2);
    else
        phrase(t, tr_n(c, "frame {frames}", "frames {frames}", f->n_evidence), args, 1);
}

void words_finding_title(struct text *t, const struct catalogue *c, const struct finding *f)
{
    const char *const *const title = tl_finding_info(f->id)->title;
    const struct phrase_arg args[] = {
        {.name = "n", .type = PHRASE_COUNT, .u = f->n},
        {.name = "m", .type = PHRASE_COUNT, .u = f->m},
        {.name = "time", .type = PHRASE_SPAN_NS, .ns = f->ns},
        {.name = "side", .type = PHRASE_STR, .str = words_side(c, f->side)},
    };

    phrase(t, title[1] == NULL ? tr(c, title[0]) : tr_n(c, title[0], title[1], f->n), args,
           sizeof(args) / sizeof(args[0]));
}

void words_amount(struct text *t, uint64_t octets)
{
    static const char *const units[] = {" B", " kB", " MB", " GB", " TB", " PB", " EB"};
    uint64_t scale = 1;
    unsigned unit = 0;

    while (octets / scale >= 1000 && unit + 1 < sizeof(units) / sizeof(units[0])) {
        scale *= 1000;
        unit++;
    }
    text_u64(t, octets / scale);
    if (scale > 1 && octets / scale < 100) {
        const uint64_t decimals = octets / scale < 10 ? 2 : 1;
        const uint64_t step = decimals == 2 ? scale / 100 : scale / 10;

        text_char(t, '.');
        text_u64_padded(t, octets % scale / step, (unsigned)decimals, '0');
    }
    text_str(t, units[unit]);
}
