// SPDX-License-Identifier: BSD-3-Clause
/* words_tcp.c - what TCP's numbers are called. */
#include "field/words.h"

const struct word tl_words_present[] = {{0, "Absent"}, {1, "Present"}, {0, NULL}};

const struct word tl_words_checksum_status[] = {
    {0, "Bad"}, {1, "Good"}, {2, "Unverified"}, {3, "Not present"}, {4, "Illegal"}, {0, NULL},
};

const struct word tl_words_tcp_option[] = {
    {0, "End of Option List"},
    {1, "No-Operation"},
    {2, "Maximum Segment Size"},
    {3, "Window Scale"},
    {4, "SACK Permitted"},
    {5, "SACK"},
    {6, "Echo"},
    {7, "Echo Reply"},
    {8, "Time Stamp Option"},
    {9, "Partial Order Connection Permitted"},
    {10, "Partial Order Service Profile"},
    {11, "CC"},
    {12, "CC.NEW"},
    {13, "CC.ECHO"},
    {14, "TCP Alternate Checksum Request"},
    {15, "TCP Alternate Checksum Data"},
    {16, "Skeeter"},
    {17, "Bubba"},
    {18, "Trailer Checksum Option"},
    {19, "MD5 Signature Option"},
    {20, "SCPS Capabilities"},
    {21, "Selective Negative Acknowledgements"},
    {22, "Record Boundaries"},
    {23, "Corruption experienced"},
    {24, "SNAP"},
    {25, "Unassigned"},
    {26, "TCP Compression Filter"},
    {27, "Quick-Start Response"},
    {28, "User Timeout Option"},
    {29, "The TCP Authentication Option"},
    {30, "Multipath TCP"},
    {34, "TCP Fast Open Cookie"},
    {76, "Riverbed Probe"},
    {78, "Riverbed Transparency"},
    {172, "Accurate ECN Order 0"},
    {174, "Accurate ECN Order 1"},
    {253, "RFC3692-style Experiment 1"},
    {254, "RFC3692-style Experiment 2"},
    {0, NULL},
};

const struct word tl_words_tcp_experiment[] = {
    {0x00ac, "TCP ACK Rate Request"},
    {0x0348, "Host ID"},
    {0x0a0d, "Autonomous System Compensation"},
    {0x0ca0, "Capability Option"},
    {0x0ed0, "Extended Data Offset"},
    {0x454e, "Encryption Negotiation"},
    {0x5323, "Service Number"},
    {0x75ec, "Timestamp Interval"},
    {0xacc0, "Accurate ECN - Order 0"},
    {0xacc1, "Accurate ECN - Order 1"},
    {0xacce, "Accurate ECN"},
    {0xe2d4, "Shared Memory communications over RMDA protocol"},
    {0xf989, "Fast Open"},
    {0xf990, "Low Latency"},
    {0, NULL},
};

const struct word tl_words_quick_start[] = {
    {0, "0 bit/s"},
    {1, "80 Kbit/s"},
    {2, "160 Kbit/s"},
    {3, "320 Kbit/s"},
    {4, "640 Kbit/s"},
    {5, "1.28 Mbit/s"},
    {6, "2.56 Mbit/s"},
    {7, "5.12 Mbit/s"},
    {8, "10.24 Mbit/s"},
    {9, "20.48 Mbit/s"},
    {10, "40.96 Mbit/s"},
    {11, "81.92 Mbit/s"},
    {12, "163.84 Mbit/s"},
    {13, "327.68 Mbit/s"},
    {14, "655.36 Mbit/s"},
    {15, "1.31072 Gbit/s"},
    {0, NULL},
};

const struct word tl_words_granularity[] = {{0, "Seconds"}, {1, "Minutes"}, {0, NULL}};

const struct word tl_words_mptcp_subtype[] = {
    {0, "Multipath Capable"},
    {1, "Join Connection"},
    {2, "Data Sequence Signal"},
    {3, "Add Address"},
    {4, "Remove Address"},
    {5, "Change Subflow Priority"},
    {6, "TCP Fallback"},
    {7, "Fast Close"},
    {8, "TCP Reset"},
    {0, NULL},
};

const struct word tl_words_mptcp_reset[] = {
    {0, "Unspecified error"},         {1, "MPTCP-specific error"},
    {2, "Lack of resources"},         {3, "Administratively prohibited"},
    {4, "Too much outstanding data"}, {5, "Unacceptable performance"},
    {6, "Middlebox interference"},    {0, NULL},
};
