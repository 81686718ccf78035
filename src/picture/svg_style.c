// SPDX-License-Identifier: BSD-3-Clause
/*
 * svg_style.c - how a ladder's image looks. Blue and orange are told apart by all kinds of colour
 * vision, and what colour says is also said by a dash, a cross or a word.
 */
#include "picture/svg.h"

static const char rules[] =
    ".ladder{--paper:#fff;--ink:#1b2430;--faint:#5f6b7c;--line:#8d98a9;--pill:#e6eaf0;"
    "--client:#0b5cad;--server:#b4500a;--warning:#8a5300;--error:#b3201d;"
    "background:var(--paper);font:13px/1.3 system-ui,'Noto Sans','Noto Sans CJK SC',sans-serif;"
    "font-variant-numeric:tabular-nums}"
    ".ladder .opening{--paper:#eef5fd}.ladder .data{--paper:#fff}"
    ".ladder .closing{--paper:#fdf5ea}.ladder .aborted{--paper:#fdeeed}"
    "@media(prefers-color-scheme:dark){"
    ".ladder{--paper:#12161c;--ink:#e3e8ef;--faint:#98a4b5;--line:#6b7789;--pill:#2a323e;"
    "--client:#6db3f8;--server:#f5a35c;--warning:#e9b44c;--error:#ff8078}"
    ".ladder .opening{--paper:#172230}.ladder .data{--paper:#12161c}"
    ".ladder .closing{--paper:#261f16}.ladder .aborted{--paper:#2b1819}}"
    ".ladder text{fill:var(--ink)}.ladder rect.band{fill:var(--paper)}"
    ".ladder .title{font-size:16px;font-weight:600}.ladder .who{font-weight:600}"
    ".ladder .faint,.ladder .plain.faint{fill:var(--faint)}.ladder .small{font-size:12px}"
    ".ladder .life{stroke:var(--line);stroke-width:1.5}"
    ".ladder .pause{stroke:var(--paper);stroke-width:3;stroke-dasharray:3 5}"
    ".ladder .c{--pen:var(--client)}.ladder .s{--pen:var(--server)}.ladder .e{--pen:var(--error)}"
    ".ladder .arrow{stroke:var(--pen);stroke-width:1.6;fill:none}"
    ".ladder .again{stroke-dasharray:7 4}.ladder .gone{stroke-dasharray:1 5;opacity:.6}"
    ".ladder .many{stroke-width:5;opacity:.55}.ladder .point{fill:var(--pen)}"
    ".ladder .cross{stroke:var(--error);stroke-width:2.2}"
    ".ladder .label{fill:var(--pen);text-anchor:middle;stroke:var(--paper);stroke-width:4px;"
    "stroke-linejoin:round;paint-order:stroke;white-space:pre}.ladder .flags{font-weight:600}"
    ".ladder .pill{fill:var(--pill)}"
    ".ladder .state{font:600 11px ui-monospace,'DejaVu Sans Mono',monospace;text-anchor:middle}"
    ".ladder .right{text-anchor:end}.ladder .middle{text-anchor:middle}"
    ".ladder .phase{font-weight:600;fill:var(--faint)}.ladder .strong{font-weight:600}"
    ".ladder .warning{fill:var(--warning);font-weight:600}"
    ".ladder .error{fill:var(--error);font-weight:600}";

void svg_style(struct text *t)
{
    text_str(t, rules);
}
