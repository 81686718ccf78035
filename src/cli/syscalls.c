// SPDX-License-Identifier: BSD-3-Clause
/*
 * syscalls.c - one table: a row is a system call and what it is needed for. Files already open can
 * be read, written and closed; memory can be had, but none that can be run. Only what comes later
 * adds to that. There is no exec.
 */
#include "syscalls.h"

#include "complain.h"
#include "privileges.h"

#ifdef HAVE_SECCOMP
#include <errno.h>
#include <net/if.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

enum { ALWAYS = 0, FILES = LATER_READ | LATER_WRITE };

static const struct {
    int number;
    unsigned later; /* ALWAYS, or any of these */
} allowed[] = {
    /* input and output */
    {SCMP_SYS(read), ALWAYS},
    {SCMP_SYS(pread64), ALWAYS},
    {SCMP_SYS(readv), ALWAYS},
    {SCMP_SYS(write), ALWAYS},
    {SCMP_SYS(pwrite64), ALWAYS},
    {SCMP_SYS(writev), ALWAYS},
    {SCMP_SYS(lseek), ALWAYS},
    {SCMP_SYS(fstat), ALWAYS},
    {SCMP_SYS(newfstatat), ALWAYS}, /* glibc's fstat() */
    {SCMP_SYS(close), ALWAYS},
    {SCMP_SYS(fcntl), ALWAYS},
    {SCMP_SYS(poll), ALWAYS},
    {SCMP_SYS(ppoll), ALWAYS},
    /* the kernel's counters, and interfaces that have no ring */
    {SCMP_SYS(getsockopt), ALWAYS},
    {SCMP_SYS(recvfrom), ALWAYS},
    {SCMP_SYS(recvmsg), ALWAYS},
    /* memory: see also confine_memory() */
    {SCMP_SYS(brk), ALWAYS},
    {SCMP_SYS(munmap), ALWAYS},
    {SCMP_SYS(mremap), ALWAYS},
    {SCMP_SYS(madvise), ALWAYS},
    {SCMP_SYS(getrandom), ALWAYS},
    /* time, signals, the end */
    {SCMP_SYS(clock_gettime), ALWAYS},
    {SCMP_SYS(gettimeofday), ALWAYS},
    {SCMP_SYS(time), ALWAYS},
    {SCMP_SYS(clock_nanosleep), ALWAYS},
    {SCMP_SYS(nanosleep), ALWAYS},
    {SCMP_SYS(futex), ALWAYS},
    {SCMP_SYS(rt_sigaction), ALWAYS},
    {SCMP_SYS(rt_sigprocmask), ALWAYS},
    {SCMP_SYS(rt_sigreturn), ALWAYS},
    {SCMP_SYS(restart_syscall), ALWAYS},
    {SCMP_SYS(setitimer), ALWAYS},
    {SCMP_SYS(getpid), ALWAYS}, /* getpid, gettid, tgkill: abort() */
    {SCMP_SYS(gettid), ALWAYS},
    {SCMP_SYS(tgkill), ALWAYS},
    {SCMP_SYS(exit), ALWAYS},
    {SCMP_SYS(exit_group), ALWAYS},
    /* more files, where Landlock lets them be opened */
    {SCMP_SYS(openat), FILES},
    {SCMP_SYS(open), FILES},
    {SCMP_SYS(fchown), LATER_WRITE},
    {SCMP_SYS(ftruncate), LATER_WRITE},
    /* questions to the process that looks up names */
    {SCMP_SYS(sendto), LATER_NAMES | LATER_SERVE},
    /* answers over HTTP */
    {SCMP_SYS(accept4), LATER_SERVE},
    {SCMP_SYS(sendmsg), LATER_SERVE},
    {SCMP_SYS(setsockopt), LATER_SERVE},
    {SCMP_SYS(shutdown), LATER_SERVE},
    {SCMP_SYS(select), LATER_SERVE},
    {SCMP_SYS(pselect6), LATER_SERVE},
};

/* Memory without PROT_EXEC. */
static int confine_memory(scmp_filter_ctx rules)
{
    const struct scmp_arg_cmp not_run = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    const int result = seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, not_run);

    return result != 0 ? result
                       : seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, not_run);
}

/* Questions only: to the terminal, and about interfaces, also from within libpcap. */
static int confine_ioctl(scmp_filter_ctx rules)
{
    static const unsigned long questions[] = {
        TCGETS,       TIOCGWINSZ,   FIONREAD,      SIOCGIFNAME,
        SIOCGIFFLAGS, SIOCGIFINDEX, SIOCGIFHWADDR, SIOCGIFMTU,
    };
    int result = 0;

    for (size_t i = 0; i < sizeof questions / sizeof *questions && result == 0; i++)
        result = seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                                  SCMP_A1(SCMP_CMP_EQ, questions[i], 0));
    return result;
}

static int make_rules(scmp_filter_ctx rules, unsigned later)
{
    int result = 0;

    /* Where an architecture lacks a call, libseccomp leaves the row out. */
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed && result == 0; i++) {
        if (allowed[i].later == ALWAYS || (allowed[i].later & later) != 0)
            result = seccomp_rule_add(rules, SCMP_ACT_ALLOW, allowed[i].number, 0);
    }
    if (result == 0)
        result = confine_memory(rules);
    return result != 0 ? result : confine_ioctl(rules);
}

bool syscalls_confine(unsigned later, bool verbose)
{
    scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int result = rules == NULL ? -ENOMEM : make_rules(rules, later);

    if (result == 0)
        result = seccomp_load(rules);
    if (rules != NULL)
        seccomp_release(rules);
    if (result == -EINVAL || result == -ENOSYS) {
        if (verbose)
            complain("note: this kernel has no seccomp: all its system calls stay");
        return true;
    }
    if (result != 0)
        complain("seccomp refuses: %s", strerror(-result));
    return result == 0;
}

#else

bool syscalls_confine(unsigned later, bool verbose)
{
    (void)later;
    if (verbose)
        complain("note: this build has no seccomp: all system calls of the kernel stay");
    return true;
}

#endif
