// SPDX-License-Identifier: BSD-3-Clause
/*
 * svg_style.c - how plots look. What a colour says is also said by a shape: bars, lines, dashes,
 * and letters for what is remarkable.
 */
#include "plot/figure.h"

static const char rules[] =
    ".plot{--paper:#fff;--ink:#1b2430;--faint:#5f6b7c;--grid:#e3e7ed;--data:#0b5cad;--ack:#1a7f4b;"
    "--window:#b07d00;--sack:#8250df;--again:#c9252d;--late:#b0358b;--good:#1a7f4b;--mark:#46505e;"
    "background:var(--paper);font:13px/1.3 system-ui,'Noto Sans','Noto Sans CJK SC',sans-serif;"
    "font-variant-numeric:tabular-nums}"
    "@media(prefers-color-scheme:dark){"
    ".plot{--paper:#12161c;--ink:#e3e8ef;--faint:#98a4b5;--grid:#29313c;--data:#6db3f8;"
    "--ack:#4ac77f;--window:#e0b03c;--sack:#b392f0;--again:#ff7b72;--late:#f078c8;--good:#4ac77f;"
    "--mark:#b4bfce}}"
    ".plot text{fill:var(--ink)}.plot .title{font-size:16px;font-weight:600}"
    ".plot text.faint{fill:var(--faint)}.plot .small{font-size:12px}"
    ".plot .right{text-anchor:end}.plot .middle{text-anchor:middle}"
    ".plot .grid{stroke:var(--grid);fill:none}.plot .frame{stroke:var(--faint);fill:none}"
    ".plot .data{--pen:var(--data)}.plot .ack{--pen:var(--ack)}.plot .window{--pen:var(--window)}"
    ".plot .sack{--pen:var(--sack)}.plot .again{--pen:var(--again)}.plot .late{--pen:var(--late)}"
    ".plot .good{--pen:var(--good)}.plot .mark{--pen:var(--mark)}"
    ".plot .bars{stroke:var(--pen);stroke-width:1.6;fill:none}"
    ".plot .many{stroke:var(--pen);stroke-width:1;fill:none;opacity:.6}"
    ".plot .caps{stroke:var(--pen);stroke-width:1;fill:none}"
    ".plot .steps{stroke:var(--pen);stroke-width:1.3;fill:none;stroke-linejoin:round}"
    ".plot .dots{stroke:var(--pen);stroke-width:4;stroke-linecap:round;fill:none;opacity:.75}"
    ".plot .band{stroke:var(--pen);stroke-width:1.2;fill:none;opacity:.5}"
    ".plot .area{stroke:var(--pen);fill:var(--pen);fill-opacity:.22;stroke-width:1.2}"
    ".plot .window .steps{stroke-dasharray:5 2}.plot .sack .bars{stroke-width:3;opacity:.55}"
    ".plot .again .bars,.plot .late .bars{stroke-width:2.4}"
    ".plot text.letter{fill:var(--pen);font-size:11px;font-weight:600;text-anchor:middle;"
    "stroke:var(--paper);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}"
    ".plot .spread{fill:var(--data);fill-opacity:.55}"
    ".plot .level{stroke:var(--mark);stroke-dasharray:2 3;fill:none}";

void tl_figure_style(struct text *t)
{
    text_str(t, rules);
}
