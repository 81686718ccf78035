// SPDX-License-Identifier: BSD-3-Clause
#include "filter/condition.h"

#include <stdlib.h>

#include "filter/program.h"
#include "filter/toy.h"

#include "tap.h"

#define MS INT64_C(1000000)

static struct schema schema;

static const struct toy row = {
    .count = 3,
    .octets = 20000,
    .delay_ns = 50 * MS,
    .start_ns = INT64_C(1795165200) * 1000 * MS, /* 2026-11-20T09:00:00Z */
    .name = "two words",
    .state = {"CLOSE-WAIT", "FIN-WAIT-2"},
    .addr = {[10] = 0xff, [11] = 0xff, [12] = 10, [13] = 1, [14] = 2, [15] = 3},
    .open = true,
};

/* 1 or 0 as the expression holds for `row` or not, -1 if it is none. */
static int holds(const char *expression)
{
    struct condition *c;
    struct tcplens_error err;
    int result;

    if (tl_condition_compile(&c, &schema, expression, NULL, &err) != TCPLENS_OK)
        return -1;
    result = tl_condition_match(c, &schema, &row);
    tl_condition_free(c);
    return result;
}

static void test_comparisons(void)
{
    T_CHECK(holds("count == 3") == 1 && holds("count != 3") == 0 && holds("count = 3") == 1);
    T_CHECK(holds("count < 3") == 0 && holds("count <= 3") == 1 && holds("count lt 4") == 1);
    T_CHECK(holds("count > 3") == 0 && holds("count >= 3") == 1 && holds("count ge 4") == 0);
    T_CHECK(holds("count == 0x3") == 1 && holds("octets == 20k") == 1);
    T_CHECK(holds("octets > 19KiB") == 1 && holds("octets > 20KiB") == 0);
    T_CHECK(holds("delay == 50ms") == 1 && holds("delay == 0.05") == 1);
    T_CHECK(holds("delay < 0.0500001s") == 1 && holds("delay > 49999us") == 1);
    T_CHECK(holds("start == 2026-11-20T09:00:00Z") == 1);
    T_CHECK(holds("start >= 2026-11-20 and start < 2026-11-20T09:01") == 1);
    T_CHECK(holds("start == \"2026-11-20 09:00:00.000\"") == 1);
    T_CHECK(holds("address == 10.1.2.3") == 1 && holds("address == 10.0.0.0/8") == 1);
    T_CHECK(holds("address == 10.1.3.0/23") == 1 && holds("address == 10.1.3.0/24") == 0);
    T_CHECK(holds("address != 10.0.0.0/8") == 0 && holds("address == ::/0") == 1);
    T_CHECK(holds("open == true") == 1 && holds("open == 0") == 0);
    T_CHECK(holds("name == \"two words\"") == 1 && holds("name == 'two\\x20words'") == 1);
    T_CHECK(holds("name contains words") == 1 && holds("name contains \"\"") == 1);
    T_CHECK(holds("name contains Words") == 0);
}

static void test_several_values(void)
{
    T_CHECK(holds("state == CLOSE-WAIT") == 1 && holds("state == FIN-WAIT-2") == 1);
    T_CHECK(holds("state == CLOSED") == 0);
    T_CHECK(holds("state != CLOSED") == 1);
    T_CHECK(holds("state != CLOSE-WAIT") == 0);
    T_CHECK(holds("state in {CLOSED, FIN-WAIT-2}") == 1 && holds("state in {CLOSED}") == 0);
    T_CHECK(holds("count in {1, 2, 3} and open") == 1 && holds("not count in {1,2}") == 1);
}

static void test_fields(void)
{
    struct toy other = row;
    struct condition *c;
    struct tcplens_error err;

    T_CHECK(holds("octets > count") == 1 && holds("octets < toy.count") == 0);
    T_CHECK(holds("delay") == 1 && holds("open") == 1 && holds("toy.open") == 1);
    T_CHECK(holds("oct > 1") == 1 && holds("counter == 3") == 1); /* cut short, and exact */
    T_CHECK(holds("coun == 3") == -1);                            /* count or counter */
    other.delay_ns = -1;
    other.name = NULL;
    other.open = false;
    T_CHECK(tl_condition_compile(&c, &schema, "delay or delay < 1 or delay != 5 or name or open",
                                 NULL, &err) == TCPLENS_OK);
    T_CHECK(!tl_condition_match(c, &schema, &other) && tl_condition_match(c, &schema, &row));
    T_CHECK(tl_condition_reads(c, TOY_DELAY) && tl_condition_reads(c, TOY_NAME));
    T_CHECK(!tl_condition_reads(c, TOY_COUNT));
    tl_condition_free(c);
}

/* How many values it has to hold with. */
static void test_quantifiers(void)
{
    T_CHECK(holds("any state == CLOSE-WAIT") == 1 && holds("all state == CLOSE-WAIT") == 0);
    T_CHECK(holds("all state contains WAIT") == 1 && holds("state === CLOSE-WAIT") == 0);
    T_CHECK(holds("state !== CLOSE-WAIT") == 1 && holds("any state != CLOSE-WAIT") == 1);
    T_CHECK(holds("state all_ne CLOSED") == 1 && holds("state any_ne FIN-WAIT-2") == 1);
    T_CHECK(holds("all name") == -1 && holds("any (open)") == -1);
}

static void test_ranges(void)
{
    T_CHECK(holds("count in {1..2, 3}") == 1 && holds("count in {4 .. 9}") == 0);
    T_CHECK(holds("count not in {4..9}") == 1 && holds("count in {3..1}") == 0);
    T_CHECK(holds("address in {10.1.2.0..10.1.2.9}") == 1);
    T_CHECK(holds("count in {1..octets}") == 1 && holds("1 < count <= 3 < octets") == 1);
    T_CHECK(holds("1 < count < 3") == 0 && holds("4 > count") == 1);
}

static void test_calculation(void)
{
    T_CHECK(holds("count + 1 == 4") == 1 && holds("count -5 == -2") == 1);
    T_CHECK(holds("-count < 0 and count * count == 9") == 1 && holds("7 / count == 2") == 1);
    T_CHECK(holds("octets % 7 == 1") == 1 && holds("2 * {count + 1} == 8") == 1);
    T_CHECK(holds("(count + 1) * 2 == 8") == 1 && holds("count - 3") == 0);
    T_CHECK(holds("count & 2") == 1 && holds("count & 4") == 0 && holds("count & 1 + 1 == 2") == 1);
    T_CHECK(holds("count / 0 == 0 or count % 0 == 0") == 0);
    T_CHECK(holds("count * 0x7fffffffffffffff > 0") == 0); /* does not fit */
    T_CHECK(holds("delay + 10ms == 60ms") == 1 && holds("start - start == 0") == 1);
    T_CHECK(holds("start + 1h > 2026-11-20T09:59:59") == 1);
    T_CHECK(holds("count > -1") == 1 && holds("count == 'a'") == 0 && holds("count < 'a'") == 1);
}

static void test_functions(void)
{
    T_CHECK(holds("len(name) == 9") == 1 && holds("count(state) == 2") == 1);
    T_CHECK(holds("upper(name) == \"TWO WORDS\"") == 1 && holds("lower(upper(name)) == name") == 0);
    T_CHECK(holds("lower(upper(name)) == toy.name") == 1);
    T_CHECK(holds("string(address) == \"10.1.2.3\"") == 1);
    T_CHECK(holds("string(octets) matches \"^20+$\"") == 1);
    T_CHECK(holds("max(count, octets) == 20k") == 1 && holds("min(count, -1) == -1") == 1);
    T_CHECK(holds("abs(count - 10) == 7") == 1);
    T_CHECK(holds("name[0:3] == \"two\"") == 1 && holds("name[-5:] == \"words\"") == 1);
    T_CHECK(holds("name[0,4] == \"tw\"") == 1 && holds("name[0-2] == 74:77:6f") == 1);
    T_CHECK(holds("name[9]") == 0 && holds("name[8]") == 1 && holds("name[9] < \"a\"") == 1);
    T_CHECK(holds("name matches \"^TWO\\\\b\"") == 1 && holds("name ~ r\"(?-i)^TWO\"") == 0);
    T_CHECK(holds("name matches r\"\\bw\"") == 1 && holds("open xor not open") == 1);
    T_CHECK(holds("open ^^ open or open ^^ open ^^ open") == 1);
}

/* Every formula of three terms against the C compiler's own. */
static void test_logic(void)
{
    bool same = true;

    for (unsigned i = 0; i < 8; i++) {
        const bool a = (i & 1) != 0, b = (i & 2) != 0, c = (i & 4) != 0;
        char s[128];

        (void)snprintf(s, sizeof s, "count %s 3 or count %s 3 and !(count %s 3)",
                       a ? "==" : "!=", b ? "==" : "!=", c ? "==" : "!=");
        same &= holds(s) == (a || (b && !c));
        (void)snprintf(s, sizeof s, "(count %s 3 || count %s 3) && not not count %s 3",
                       a ? "eq" : "ne", b ? "==" : "!=", c ? "==" : "!=");
        same &= holds(s) == ((a || b) && c);
    }
    T_CHECK(same);
}

/* Whether the expression is refused at this octet, with these words. */
static bool refused(const char *expression, size_t at, const char *words)
{
    struct condition *c;
    struct tcplens_error err;
    size_t column = SIZE_MAX;

    if (tl_condition_compile(&c, &schema, expression, &column, &err) == TCPLENS_OK) {
        tl_condition_free(c);
        return false;
    }
    return err.code == TCPLENS_ERR_USAGE && column == at && strstr(err.text, words) != NULL;
}

/* A pattern that would take for ever on a text of a hundred letters. */
static void test_patterns(void)
{
    static const char letters[] =
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    struct toy other = row;
    struct condition *c;

    other.name = letters;
    T_CHECK(tl_condition_compile(&c, &schema,
                                 "name matches \"^(a|aa)+$\" or name matches "
                                 "\"(a*)*(a*)*b\"",
                                 NULL, NULL) == TCPLENS_OK);
    T_CHECK(tl_condition_match(c, &schema, &other));
    tl_condition_free(c);
    T_CHECK(tl_condition_compile(&c, &schema, "name matches \"(a+)+\\\\d\\\\1c\"", NULL, NULL) ==
            TCPLENS_OK);
    T_CHECK(!tl_condition_match(c, &schema, &other));
    tl_condition_free(c);
    T_CHECK(tl_condition_compile(&c, &schema, "name matches \"(?=a)((a+)+)+[^a](?<=b)\"", NULL,
                                 NULL) == TCPLENS_OK);
    T_CHECK(!tl_condition_match(c, &schema, &other) && tl_condition_given_up(c) == 1);
    tl_condition_free(c);
}

static void test_mistakes(void)
{
    T_CHECK(refused("", 0, "ends where the name of a column"));
    T_CHECK(refused("cuont > 3", 0, "did you mean \"count\"?"));
    T_CHECK(refused("open and zzz", 9, "there is no column \"zzz\""));
    T_CHECK(refused("count >", 7, "ends where the name of a column or a value"));
    T_CHECK(refused("count > x", 8, "a number, such as"));
    T_CHECK(refused("count > 99999999999999999999", 8, "a number"));
    T_CHECK(refused("delay > 5parsec", 8, "a span of time"));
    T_CHECK(refused("start > 2026-13-01", 8, "a time"));
    T_CHECK(refused("address == 10.0.0.0/33", 11, "an address"));
    T_CHECK(refused("count contains 3", 6, "only texts"));
    T_CHECK(refused("name == \"x", 8, "not closed"));
    T_CHECK(refused("(open", 5, "\")\""));
    T_CHECK(refused("open)", 4, "the end of the filter"));
    T_CHECK(refused("count in 3", 9, "\"{\""));
    T_CHECK(refused("count in {3", 11, "\"}\""));
    T_CHECK(refused("count & open", 8, "only numbers and octets have bits"));
    T_CHECK(refused("name matches \"(\"", 14, "bad regular expression"));
    T_CHECK(refused("name matches x", 13, "stands in quotes"));
    T_CHECK(refused("name == \"\\q\"", 9, "this escape is none"));
    T_CHECK(refused("name[1:x] == 1", 5, "this is no range"));
    T_CHECK(refused("nosuch(count) == 1", 0, "there is no function"));
    T_CHECK(refused("len(count) == 1", 4, "only octets and texts have a length"));
    T_CHECK(refused("count == ${count}", 11, "there is none here"));
    T_CHECK(refused("max(count, name) == 1", 11, "all of them have to be of one kind"));
    T_CHECK(refused("1 == 1", 0, "compare it with a column"));
    T_CHECK(refused("count == address", 9, "a number"));
    T_CHECK(refused("open & open", 0, "only numbers and octets have bits"));
}

/* `n` times `piece`, and `tail`. */
static char *repeated(const char *piece, size_t n, const char *tail)
{
    const size_t len = strlen(piece);
    char *const s = malloc(n * len + strlen(tail) + 1);

    if (s == NULL)
        abort();
    for (size_t i = 0; i < n * len; i++)
        s[i] = piece[i % len];
    memcpy(s + n * len, tail, strlen(tail) + 1);
    return s;
}

static void test_limits(void)
{
    char *const deep = repeated("(", 100000, "open"), *const nots = repeated("!", 90, "open");
    char *const wide = repeated("open or ", PROGRAM_MAX, "open");
    char *const set = repeated("1,", PROGRAM_MAX, "1}");
    char *const whole = repeated("", 0, "count in {");

    T_CHECK(holds(deep) == -1 && holds(nots) == 1 && holds(wide) == -1);
    T_CHECK(holds(set) == -1 && holds(whole) == -1);
    free(deep);
    free(nots);
    free(wide);
    free(set);
    free(whole);
}

int main(void)
{
    schema = tl_relation_schema(&toys);
    test_comparisons();
    test_several_values();
    test_fields();
    test_quantifiers();
    test_ranges();
    test_calculation();
    test_functions();
    test_patterns();
    test_logic();
    test_mistakes();
    test_limits();
    return t_done();
}
