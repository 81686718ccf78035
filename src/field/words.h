// SPDX-License-Identifier: BSD-3-Clause
/*
 * words.h - what numbers are called: "TCP" for IP's protocol 6. A list ends with a word of NULL.
 */
#ifndef TL_FIELD_WORDS_H
#define TL_FIELD_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct word {
    uint64_t value;
    const char *text;
};

/* Lists that fields.def names. */
extern const struct word tl_words_set[];
extern const struct word tl_words_severity[], tl_words_expert_group[];
extern const struct word tl_words_present[], tl_words_checksum_status[], tl_words_tcp_option[];
extern const struct word tl_words_tcp_experiment[], tl_words_quick_start[], tl_words_granularity[];
extern const struct word tl_words_mptcp_subtype[], tl_words_mptcp_reset[];

/* words_ip.c */
extern const struct word tl_words_dscp_short[];
extern const struct word tl_words_dscp[];
extern const struct word tl_words_ecn_short[];
extern const struct word tl_words_ecn[];
extern const struct word tl_words_ip_protocol[];
extern const struct word tl_words_no_yes[], tl_words_ip_option_class[], tl_words_ip_option[];
extern const struct word tl_words_ip_timestamps[], tl_words_ip_classification[];
extern const struct word tl_words_ip_authority[], tl_words_ip_fti[], tl_words_router_alert[];
extern const struct word tl_words_quick_start_function[];
extern const struct word tl_words_ip6_option[], tl_words_ip6_action[], tl_words_ip6_router_alert[];
extern const struct word tl_words_ip6_routing[];

/* words_neighbours.c */
extern const struct word tl_words_arp_opcode[];
extern const struct word tl_words_icmp_type[];
extern const struct word tl_words_icmp_unreachable[];
extern const struct word tl_words_icmp_redirect[];
extern const struct word tl_words_icmp_exceeded[];
extern const struct word tl_words_icmp_parameter[];
extern const struct word tl_words_icmp6_type[];
extern const struct word tl_words_icmp6_unreachable[];
extern const struct word tl_words_icmp6_exceeded[];
extern const struct word tl_words_icmp6_parameter[];

/* words_link.c */
extern const struct word tl_words_ethertype[];
extern const struct word tl_words_gre[], tl_words_gre_version[], tl_words_defined[];
extern const struct word tl_words_erspan_version[], tl_words_erspan_encap[];
extern const struct word tl_words_erspan_truncated[], tl_words_mpls_label[];
extern const struct word tl_words_llc_group[], tl_words_llc_response[];
extern const struct word tl_words_linux_protocol[];
extern const struct word tl_words_packet_type[];
extern const struct word tl_words_hardware[];
extern const struct word tl_words_encapsulation[];
extern const struct word tl_words_address_scope[];
extern const struct word tl_words_address_group[];
extern const struct word tl_words_direction[];
extern const struct word tl_words_reception[];
extern const struct word tl_words_sent[];
extern const struct word tl_words_address_family[];
extern const struct word tl_words_vlan_priority[];
extern const struct word tl_words_vlan_dei[];
extern const struct word tl_words_pppoe_code[];
extern const struct word tl_words_ppp_protocol[];

/* Of TLS. */
extern const struct word tl_words_tls_content_type[], tl_words_tls_heartbeat[],
    tl_words_tls_version[], tl_words_tls_handshake[], tl_words_tls_alert_level[],
    tl_words_tls_alert[], tl_words_tls_compression[], tl_words_tls_extension[],
    tl_words_tls_group[], tl_words_tls_signature[], tl_words_tls_hash[], tl_words_tls_signer[],
    tl_words_tls_point_format[], tl_words_tls_psk_mode[], tl_words_tls_name_type[],
    tl_words_tls_status_type[], tl_words_tls_suite[];

/* Of DNS. */
extern const struct word tl_words_dns_type[], tl_words_dns_class[], tl_words_dns_opcode[],
    tl_words_dns_rcode[], tl_words_dns_option[], tl_words_dns_response[],
    tl_words_dns_authoritative[], tl_words_dns_truncated[], tl_words_dns_recursion[],
    tl_words_dns_available[], tl_words_dns_reserved[], tl_words_dns_authenticated[],
    tl_words_dns_checking[], tl_words_dns_dnssec[];

/* The word for a value, NULL if it has none. */
const char *tl_word(const struct word *words, uint64_t value);

#endif
